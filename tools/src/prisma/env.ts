import { resolve } from "node:path";
import { repositoryRoot } from "#repository-root.ts";

export type PrismaEnv = {
  readonly databaseUrl: string | undefined;
  readonly dataDirectory: string;
  /** For the child. */
  readonly env: NodeJS.ProcessEnv;
};

export function readEnv(): PrismaEnv {
  return {
    databaseUrl: process.env.DATABASE_URL || undefined,
    dataDirectory: resolve(repositoryRoot, process.env.SLIPWAY_DATA_DIR || ".slipway"),
    env: process.env,
  };
}
