import type { ExpiredApprovals } from "@slipway/db/approvals/expire-approvals";
import { notify } from "@slipway/db/events/notify";
import type { RunDeps } from "#run/run-deps.ts";

/** Wakes whom it concerns that nobody decided in time. */
export async function announceExpired(
  { db, logger }: Pick<RunDeps, "db" | "logger">,
  expired: readonly ExpiredApprovals[],
): Promise<void> {
  if (expired.length === 0) return;
  logger.info({ runIds: expired.map(({ runId }) => runId) }, "Nobody decided in time");
  await notify(db.pool, {
    ...(expired.some(({ isResumed }) => isResumed) ? { queue: [""] } : {}),
    events: expired.map(({ sessionId, lastSeq }) => `${sessionId} ${lastSeq}`),
    runs: expired.map(({ projectId, runId }) => `${projectId} ${runId}`),
    approvals: [...new Set(expired.map(({ projectId }) => projectId))],
  });
}
