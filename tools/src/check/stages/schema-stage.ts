import { appendFileSync, rmSync } from "node:fs";
import path from "node:path";
import type { Stage } from "#check/stage.ts";
import { startPostgres } from "#postgres/start-postgres.ts";
import { runPrisma } from "#prisma/run-prisma.ts";
import { temporaryDirectory } from "#temporary-directory.ts";

/** Applies the migrations to an empty database and compares what they make with the schema. */
export const schemaStage: Stage = {
  name: "schema",
  promise: "the migrations make what the schema says",
  beside: "boundaries",
  run: async ({ env, logFile }) => {
    const home = temporaryDirectory("schema");
    const server = await startPostgres({
      directory: path.join(home, "postgres"),
      logFile: path.join(home, "postgres.log"),
      durability: "throw-away",
    });
    try {
      const compare = [
        "migrate",
        "diff",
        "--from-migrations",
        "prisma/migrations",
        "--to-schema",
        "prisma/schema",
      ];
      const { exitCode, output } = await runPrisma([...compare, "--exit-code"], {
        databaseUrl: server.url,
        env,
        output: "collect",
      });
      appendFileSync(logFile, output);
      return exitCode === 0 ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output };
    } finally {
      await server.stop();
      rmSync(home, { recursive: true });
    }
  },
};
