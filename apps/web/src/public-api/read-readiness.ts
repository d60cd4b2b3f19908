import { missingMigrations } from "@slipway/db/migrations/missing-migrations";
import { listFreshRunners } from "@slipway/db/runners/list-fresh-runners";
import { contractVersion } from "@slipway/schemas/contract-version";
import type { Readiness } from "@slipway/schemas/public-api/readiness";
import type { Services } from "#server/services.ts";
import { isDatabaseAway } from "#server/to-answerable-error.ts";

type Missing = Readiness["missing"][number];

/** Whether runs can be executed now, and if not, what to look at. */
export async function readReadiness(services: Services): Promise<Readiness> {
  const missing = await findMissing(services);
  return { ready: missing.length === 0, contractVersion, missing };
}

async function findMissing({ db, logger }: Services): Promise<Missing[]> {
  try {
    const migrations = await missingMigrations(db.pool);
    if (migrations.length > 0) {
      return [{ what: "migrations", message: `Not applied to the database: ${migrations.join(", ")}.` }];
    }
    return checkRunners(await listFreshRunners(db.pool));
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    logger.debug({ error }, "The database is away");
    return [{ what: "database", message: "The database cannot be reached." }];
  }
}

function checkRunners(versions: readonly string[]): Missing[] {
  if (versions.length === 0) {
    return [{ what: "runner", message: "No runner has shown itself in the last 10 seconds." }];
  }
  const others = [...new Set(versions.filter((version) => version !== contractVersion))];
  return others.map((other) => ({
    what: "contract",
    message: `A runner speaks contract ${other}, this web ${contractVersion}: run the same release of both.`,
  }));
}
