import { runPrisma } from "#prisma/run-prisma.ts";
import { StartError } from "#start-error.ts";

/** @throws StartError with the database's reason when one does not apply. */
export async function applyMigrations(url: string, env: NodeJS.ProcessEnv): Promise<void> {
  const { exitCode, output } = await runPrisma(["migrate", "deploy"], {
    databaseUrl: url,
    env,
    output: "collect",
  });
  if (exitCode === 0) return;
  const reason = output.slice(output.indexOf("Error:")).trim();
  throw new StartError(`The database could not be migrated, nothing was started. ${reason}`);
}
