import { resolve } from "node:path";
import { startPostgres } from "#postgres/start-postgres.ts";
import { readEnv } from "#prisma/env.ts";
import { runPrisma } from "#prisma/run-prisma.ts";
import { StartError } from "#start-error.ts";

/*
 * `pnpm db <arguments>` is `prisma <arguments>` on the database that `npm start` uses: that of DATABASE_URL, or the
 * embedded one, which is started for the time of the command unless it already runs.
 */
const args = process.argv.slice(2);
const { databaseUrl, dataDirectory, env } = readEnv();
const needsDatabase = args[0] === "migrate" || args[0] === "db" || args[0] === "studio";

try {
  const embedded =
    databaseUrl === undefined && needsDatabase
      ? await startPostgres({
          directory: resolve(dataDirectory, "postgres"),
          logFile: resolve(dataDirectory, "logs/postgres.log"),
        })
      : undefined;
  const result = await runPrisma(args, { databaseUrl: databaseUrl ?? embedded?.url, env, output: "show" });
  if (embedded && !embedded.reused) await embedded.stop();
  process.exitCode = result.exitCode;
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
