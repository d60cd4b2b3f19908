import { resolve } from "node:path";
import { connectionConfig, DatabaseUrlError } from "@slipway/db/connection-config";
import { repositoryRoot } from "#repository-root.ts";
import { StartError } from "#start-error.ts";

export type UpEnv = {
  readonly host: string;
  readonly port: number;
  readonly runnerPort: number;
  /** Where people reach the web. Without a slash at the end. */
  readonly publicUrl: string;
  /** Unset: the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  /** Absolute. */
  readonly dataDirectory: string;
  /** 32 bytes in base64. Unset: generated into the data directory. */
  readonly secretKey: string | undefined;
  /** The first admin comes from the environment: no set-up link is needed. */
  readonly makesAdmin: boolean;
  /** The whole environment, for the children. */
  readonly all: NodeJS.ProcessEnv;
};

const loopbackHosts = ["127.0.0.1", "::1", "localhost"];

/** @throws StartError naming the variable that cannot be used. */
export function readEnv(all: NodeJS.ProcessEnv = process.env): UpEnv {
  const host = all.HOST || "127.0.0.1";
  const port = portOf(all, "PORT", 3000);
  return {
    host,
    port,
    runnerPort: portOf(all, "RUNNER_PORT", 3100),
    publicUrl: publicUrlOf(all, host, port),
    databaseUrl: databaseUrlOf(all),
    dataDirectory: resolve(repositoryRoot, all.SLIPWAY_DATA_DIR || ".slipway"),
    secretKey: secretKeyOf(all),
    makesAdmin: Boolean(all.SLIPWAY_ADMIN_EMAIL && all.SLIPWAY_ADMIN_PASSWORD),
    all,
  };
}

function portOf(all: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = all[name] || String(fallback);
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new StartError(`${name} is ${text}, which is no port: set it to a number from 1 to 65535.`);
}

function publicUrlOf(all: NodeJS.ProcessEnv, host: string, port: number): string {
  const given = all.SLIPWAY_PUBLIC_URL;
  if (given && URL.canParse(given)) return given.replace(/\/+$/, "");
  if (given)
    throw new StartError("SLIPWAY_PUBLIC_URL is no address: write it as https://slipway.example.com.");
  if (loopbackHosts.includes(host)) return `http://localhost:${port}`;
  throw new StartError(
    `HOST is ${host}, so others can reach this Slipway: set SLIPWAY_PUBLIC_URL to the address they use.`,
  );
}

function databaseUrlOf(all: NodeJS.ProcessEnv): string | undefined {
  if (!all.DATABASE_URL) return;
  try {
    connectionConfig(all.DATABASE_URL);
    return all.DATABASE_URL;
  } catch (error) {
    if (error instanceof DatabaseUrlError) throw new StartError(error.message, { cause: error });
    throw error;
  }
}

function secretKeyOf(all: NodeJS.ProcessEnv): string | undefined {
  const key = all.SLIPWAY_SECRET_KEY;
  if (!key || Buffer.from(key, "base64").length === 32) return key || undefined;
  throw new StartError(
    "SLIPWAY_SECRET_KEY is not 32 bytes in base64: make one with `openssl rand -base64 32`, or leave it unset to have one made.",
  );
}
