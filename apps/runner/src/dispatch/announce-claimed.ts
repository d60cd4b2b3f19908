import { notify } from "@slipway/db/events/notify";
import type { ClaimedRun } from "@slipway/db/runs/claim-runs";
import type { RunDeps } from "#run/run-deps.ts";

/** Tells open run lists that these were started. A list that misses it learns of their end, so it is tried once. */
export async function announceClaimed(
  { db, logger }: RunDeps,
  claimed: readonly ClaimedRun[],
): Promise<void> {
  if (claimed.length === 0) return;
  try {
    await notify(db.pool, { runs: claimed.map(({ lease }) => `${lease.projectId} ${lease.runId}`) });
  } catch (error) {
    logger.warn({ err: error }, "Run lists could not be told of what was started");
  }
}
