import { rmSync } from "node:fs";
import path from "node:path";
import { withDatabase } from "@slipway/db/connection-config";
import type { TestPostgres } from "@slipway/db/testing/test-postgres";
import type { TestProject } from "vitest/node";
import { startPostgres } from "#postgres/start-postgres.ts";
import { readEnv } from "#prisma/env.ts";
import { runPrisma } from "#prisma/run-prisma.ts";
import { temporaryDirectory } from "#temporary-directory.ts";

/**
 * vitest calls this once before the integration tests: one PostgreSQL for all of them, with one migrated database
 * that nobody writes to. Each test file copies it, which takes some 30 ms.
 */
export default async function startTestPostgres(project: TestProject): Promise<() => Promise<void>> {
  const home = temporaryDirectory("test");
  const server = await startPostgres({
    directory: path.join(home, "postgres"),
    logFile: path.join(home, "postgres.log"),
    durability: "throw-away",
  });
  const stop = async () => {
    await server.stop();
    rmSync(home, { recursive: true });
  };
  const testPostgres: TestPostgres = { url: server.url, template: "template_slipway" };
  const migrated = await runPrisma(["migrate", "deploy"], {
    databaseUrl: withDatabase(server.url, testPostgres.template),
    env: readEnv().env,
    output: "collect",
  });
  if (migrated.exitCode !== 0) {
    await stop();
    throw new Error(`The migrations do not apply:\n${migrated.output}`);
  }
  project.provide("testPostgres", testPostgres);
  return stop;
}
