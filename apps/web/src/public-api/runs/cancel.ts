import { type CancelledRun, cancelRun } from "@slipway/db/runs/cancel-run";
import { findRun } from "@slipway/db/runs/find-run";
import type { Run } from "@slipway/schemas/runs/run";
import { noSuchRun } from "#public-api/runs/no-such-run.ts";
import type { LiveServices } from "#public-api/stream/live-services.ts";
import { waitForRun } from "#public-api/stream/wait-for-run.ts";
import { traceEnded } from "#server/trace-ended.ts";

type Cancel = {
  readonly projectId: string;
  readonly runId: string;
  readonly reason: string | undefined;
  /** The request's: whoever asked may go away. */
  readonly signal: AbortSignal;
};

/** A runner that is alive needs less; one that is gone is swept later, and the answer says how things are. */
const longestWaitMs = 2_000;

/** Cancels a run and answers it, cancelled where that takes no longer than two seconds. Safe to repeat. */
export async function cancel(
  services: LiveServices,
  { projectId, runId, reason, signal }: Cancel,
): Promise<Run> {
  const { db } = services;
  const cancelled = await cancelRun(db, { projectId, runId, reason: reason ?? null, now: new Date() });
  if (cancelled.kind === "not_found") throw noSuchRun(runId);
  announceCancelled(services, { projectId, runId }, cancelled);
  if (cancelled.kind === "requested") {
    const { sessionId, lastSeq } = cancelled;
    const wait = { projectId, sessionId, runId, after: lastSeq, timeoutMs: longestWaitMs, signal };
    const waited = await waitForRun(services, wait);
    if (waited.kind === "finished") return waited.run;
  }
  const run = await findRun(db.pool, projectId, runId);
  if (!run) throw noSuchRun(runId);
  return run;
}

/** Tells whoever has to know: after the commit, apart from it. */
export function announceCancelled(
  { db, hub: { announcer } }: LiveServices,
  { projectId, runId }: { readonly projectId: string; readonly runId: string },
  cancelled: CancelledRun,
): void {
  if (cancelled.kind === "requested") announcer.tell({ cancel: [runId] });
  if (cancelled.kind !== "cancelled") return;
  void traceEnded(db, { projectId, runId });
  announcer.tell({
    queue: cancelled.promotedRunId ? [""] : [],
    events: [`${cancelled.run.sessionId} ${cancelled.lastSeq}`],
    runs: [`${projectId} ${runId}`],
    // One that was to steer another run leaves the queue without a word in the log.
    sessions: cancelled.run.startedAt === null ? [`${cancelled.run.sessionId} queue`] : [],
  });
}
