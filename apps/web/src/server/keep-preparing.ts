import type { Services } from "#server/services.ts";
import { prepareInstallation } from "#server/start-up.ts";

const retryMs = 1_000;

/**
 * Prepares the installation. Resolves after the first attempt, so that a web whose database is there serves nobody
 * before its admin and its key exist. While the database is away or not migrated yet, goes on trying each second: such a
 * web answers `/api/ready` with what is missing.
 */
export async function keepPreparing(services: Services): Promise<void> {
  try {
    await prepareInstallation(services);
  } catch (error) {
    services.logger.warn({ error }, "The database is not ready: trying again each second");
    retryLater(services);
  }
}

function retryLater(services: Services): void {
  setTimeout(() => {
    prepareInstallation(services).catch(() => retryLater(services));
  }, retryMs);
}
