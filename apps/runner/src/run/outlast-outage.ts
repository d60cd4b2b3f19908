import { judgeDatabaseError } from "@slipway/db/judge-database-error";
import type { RunDeps } from "#run/run-deps.ts";
import { waitUnless } from "#run/wait-unless.ts";

const retryDelaysMs = [50, 100, 250, 500, 1_000];

/**
 * Does work with the database again and again while the database is away, so that its restart fails no run. Throws what
 * is no outage, and the outage itself once the signal aborts. The work must be safe to repeat.
 */
export async function outlastOutage<T>(
  { logger }: Pick<RunDeps, "logger">,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted || judgeDatabaseError(error) !== "away") throw error;
      logger.warn({ err: error, attempt }, "The database is away; a run waits for it");
      await waitUnless(signal, retryDelaysMs[Math.min(attempt, retryDelaysMs.length - 1)] ?? 1_000);
    }
  }
}
