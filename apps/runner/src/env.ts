import path from "node:path";
import { z } from "zod";

const WholeNumber = z.coerce.number().int().min(1);

/** Empty variables count as unset, as in a `.env` file that lists them all. */
const Environment = z.object({
  DATABASE_URL: z.string({ error: "is not set: start Slipway with `npm start`, which sets it." }),
  RUNNER_PORT: WholeNumber.max(65_535).default(3100),
  HOST: z.string().default("127.0.0.1"),
  SLIPWAY_DATA_DIR: z.string().default(".slipway"),
  SLIPWAY_SECRET_KEY: z.string({ error: "is not set: start Slipway with `npm start`, which makes one." }),
  SLIPWAY_PREVIOUS_SECRET_KEYS: z.string().default(""),
  SLIPWAY_RUNNER_CONCURRENCY: WholeNumber.max(100_000).default(512),
  SLIPWAY_PROJECT_RUNNING: WholeNumber.max(100_000).default(400),
  SLIPWAY_PRIVATE_NETWORK: z.enum(["allow", "deny"]).optional(),
  SLIPWAY_UNSAFE_TOOLS: z.enum(["0", "1"], { error: "is 1 or not set." }).default("0"),
  PATH: z.string().default("/usr/local/bin:/usr/bin:/bin"),
  SLIPWAY_LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
});

export type RunnerEnv = {
  readonly databaseUrl: string;
  readonly port: number;
  readonly dataDir: string;
  readonly secretKey: string;
  readonly previousSecretKeys: string;
  readonly concurrency: number;
  readonly projectRunning: number;
  readonly privateNetwork: "allow" | "deny";
  /** Tools that execute run without a sandbox where the host has none. */
  readonly unsafeTools: boolean;
  /** Where programs are looked for, as in PATH. */
  readonly searchPath: string;
  readonly logLevel: "debug" | "info" | "warn" | "error";
  /** OpenTelemetry's own variables, as they are. */
  readonly openTelemetry: Readonly<Record<string, string | undefined>>;
};

/** Reads the environment once. Throws one line that names the variable. */
export function readEnv(variables: NodeJS.ProcessEnv = process.env): RunnerEnv {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(set);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`${issue?.path.join(".")} ${issue?.message}`);
  }
  const env = parsed.data;
  const isLoopback = ["127.0.0.1", "localhost", "::1"].includes(env.HOST);
  return {
    databaseUrl: env.DATABASE_URL,
    port: env.RUNNER_PORT,
    dataDir: path.resolve(env.SLIPWAY_DATA_DIR),
    secretKey: env.SLIPWAY_SECRET_KEY,
    previousSecretKeys: env.SLIPWAY_PREVIOUS_SECRET_KEYS,
    concurrency: env.SLIPWAY_RUNNER_CONCURRENCY,
    projectRunning: env.SLIPWAY_PROJECT_RUNNING,
    privateNetwork: env.SLIPWAY_PRIVATE_NETWORK ?? (isLoopback ? "allow" : "deny"),
    unsafeTools: env.SLIPWAY_UNSAFE_TOOLS === "1",
    searchPath: env.PATH,
    logLevel: env.SLIPWAY_LOG_LEVEL,
    openTelemetry: Object.fromEntries(Object.entries(set).filter(([name]) => name.startsWith("OTEL_"))),
  };
}

/** Pi's client library would print what a model sends malformed, which is people's content, to standard error. */
export function silenceLibraries(variables: NodeJS.ProcessEnv = process.env): void {
  variables.OPENAI_LOG = "off";
}
