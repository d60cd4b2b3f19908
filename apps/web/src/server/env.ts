import path from "node:path";
import { connectionConfig, DatabaseUrlError } from "@slipway/db/connection-config";
import { readOrCreateSecretKey } from "@slipway/db/secrets/secret-key-file";
import { parseSecretKeys, SecretKeyError, type SecretKeys } from "@slipway/db/secrets/secret-keys";
import { blobFolder } from "@slipway/files/blob-folder";
import { ApiKeyValue } from "@slipway/schemas/public-api/key";
import { z } from "zod";
import { loopbackHosts, originsOf } from "#server/origins.ts";

export type WebEnv = {
  /** Where the web listens. */
  readonly host: string;
  readonly port: number;
  /** Sources are compiled when they are asked for, and watched. */
  readonly isDevelopment: boolean;
  readonly databaseUrl: string;
  readonly secretKeys: SecretKeys;
  /** Where people reach this installation. Without a slash at the end. */
  readonly publicUrl: string;
  /** Where a browser's writes may come from. */
  readonly trustedOrigins: readonly string[];
  /** Where the content of workspaces' files is kept; the runners of this host share it. */
  readonly blobsDirectory: string;
  readonly privateNetwork: "allow" | "deny";
  readonly firstAdmin: { readonly email: string; readonly password: string } | null;
  readonly bootstrapApiKey: string | null;
  /** Runs that one key or person may start each second in this process. 0: no limit. */
  readonly invokePerSecond: number;
  readonly logLevel: string;
  /** OpenTelemetry's own variables, as they are. */
  readonly openTelemetry: Readonly<Record<string, string | undefined>>;
};

/** The environment cannot be used. One sentence for each variable, none with its value when that is a secret. */
export class EnvError extends Error {
  override name = "EnvError";
}

/** Password lengths that better-auth is told, too. */
export const passwordLength = { min: 8, max: 128 } as const;

/** Far above what people and ordinary programs send; what a loop gone wrong sends is held back. */
const defaultInvokePerSecond = 200;

const unset = (value: unknown) => (value === "" ? undefined : value);
const optional = <S extends z.ZodType>(schema: S) => z.preprocess(unset, schema.optional());

const httpAddress = z.url({
  protocol: /^https?$/,
  error: "must be an address such as https://slipway.example.com",
});

const Variables = z.object({
  NODE_ENV: optional(z.string()),
  PORT: optional(z.coerce.number("must be a port").int().min(1).max(65_535)),
  HOST: optional(z.string()),
  DATABASE_URL: z.preprocess(
    unset,
    z.string("must be set: the address of the PostgreSQL that web and runner share"),
  ),
  SLIPWAY_DATA_DIR: optional(z.string()),
  SLIPWAY_SECRET_KEY: optional(z.string()),
  SLIPWAY_PREVIOUS_SECRET_KEYS: optional(z.string()),
  SLIPWAY_PUBLIC_URL: optional(httpAddress),
  SLIPWAY_PRIVATE_NETWORK: optional(z.enum(["allow", "deny"], "must be allow or deny")),
  SLIPWAY_ADMIN_EMAIL: optional(z.email("must be an e-mail address")),
  SLIPWAY_ADMIN_PASSWORD: optional(
    z
      .string()
      .min(passwordLength.min, `must have at least ${passwordLength.min} characters`)
      .max(passwordLength.max, `must have at most ${passwordLength.max} characters`),
  ),
  SLIPWAY_BOOTSTRAP_API_KEY: optional(
    z
      .string()
      .refine(
        (value) => ApiKeyValue.safeParse(value).success,
        "must be slp_ and at least 32 letters, digits, dashes or underscores",
      ),
  ),
  SLIPWAY_INVOKE_RATE: optional(
    z.coerce.number("must be a number").min(0, "must not be below 0").max(1_000_000),
  ),
  SLIPWAY_LOG_LEVEL: optional(
    z.enum(["debug", "info", "warn", "error"], "must be debug, info, warn or error"),
  ),
});

/** The only reader of the environment. Throws an {@link EnvError} that names everything that is wrong. */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): WebEnv {
  const parsed = Variables.safeParse(source);
  if (!parsed.success) throw new EnvError(parsed.error.issues.map(sentence).join("\n"));
  const variables = parsed.data;
  const host = variables.HOST ?? "127.0.0.1";
  const port = variables.PORT ?? 3000;
  const publicUrl = publicUrlOf(host, port, variables.SLIPWAY_PUBLIC_URL);
  return {
    host,
    port,
    isDevelopment: variables.NODE_ENV === "development",
    databaseUrl: checked(variables.DATABASE_URL),
    secretKeys: secretKeysOf(variables),
    publicUrl,
    trustedOrigins: originsOf(publicUrl),
    privateNetwork: variables.SLIPWAY_PRIVATE_NETWORK ?? (loopbackHosts.includes(host) ? "allow" : "deny"),
    blobsDirectory: blobFolder(dataDirectoryOf(variables)),
    firstAdmin: firstAdminOf(variables),
    bootstrapApiKey: variables.SLIPWAY_BOOTSTRAP_API_KEY ?? null,
    invokePerSecond: variables.SLIPWAY_INVOKE_RATE ?? defaultInvokePerSecond,
    logLevel: variables.SLIPWAY_LOG_LEVEL ?? "info",
    openTelemetry: Object.fromEntries(
      Object.entries(source).filter(([name, value]) => name.startsWith("OTEL_") && value !== ""),
    ),
  };
}

type Variables = z.infer<typeof Variables>;

function sentence({ path: [name], message }: z.core.$ZodIssue): string {
  return `${String(name)} ${message}.`;
}

function publicUrlOf(host: string, port: number, given: string | undefined): string {
  if (given) return given.replace(/\/+$/, "");
  if (loopbackHosts.includes(host)) return `http://localhost:${port}`;
  throw new EnvError(
    `HOST is ${host}, so others can reach this Slipway: set SLIPWAY_PUBLIC_URL to the address they use.`,
  );
}

function checked(databaseUrl: string): string {
  try {
    connectionConfig(databaseUrl);
    return databaseUrl;
  } catch (error) {
    if (error instanceof DatabaseUrlError) throw new EnvError(error.message, { cause: error });
    throw error;
  }
}

function secretKeysOf(variables: Variables): SecretKeys {
  const directory = dataDirectoryOf(variables);
  try {
    return parseSecretKeys(
      variables.SLIPWAY_SECRET_KEY ?? readOrCreateSecretKey(directory),
      variables.SLIPWAY_PREVIOUS_SECRET_KEYS,
    );
  } catch (error) {
    if (error instanceof SecretKeyError) throw new EnvError(error.message, { cause: error });
    throw error;
  }
}

function dataDirectoryOf({ SLIPWAY_DATA_DIR: directory = ".slipway" }: Variables): string {
  return path.resolve(directory);
}

function firstAdminOf({ SLIPWAY_ADMIN_EMAIL: email, SLIPWAY_ADMIN_PASSWORD: password }: Variables) {
  if (email && password) return { email, password };
  if (email || password) {
    throw new EnvError("SLIPWAY_ADMIN_EMAIL and SLIPWAY_ADMIN_PASSWORD go together: set both or none.");
  }
  return null;
}
