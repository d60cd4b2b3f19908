import type { Services } from "#server/services.ts";
import { prepareInstallation } from "#server/start-up.ts";

const retryMs = 1_000;

/**
 * Prepares the installation, and while the database is away or not migrated yet, tries again each second: a web that
 * starts before its database answers `/api/ready` with what is missing, and goes on by itself.
 */
export async function keepPreparing(services: Services): Promise<void> {
  for (let isFirst = true; ; isFirst = false) {
    try {
      await prepareInstallation(services);
      return;
    } catch (error) {
      if (isFirst) services.logger.warn({ error }, "The database is not ready: trying again each second");
    }
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}
