import type { ExpiredApprovals } from "#approvals/expire-approvals.ts";
import type { Sql } from "#db.ts";
import { notify } from "#events/notify.ts";

/** Wakes whom it concerns that nobody decided in time. */
export async function announceExpired(sql: Sql, expired: readonly ExpiredApprovals[]): Promise<void> {
  if (expired.length === 0) return;
  await notify(sql, {
    ...(expired.some(({ isResumed }) => isResumed) ? { queue: [""] } : {}),
    events: expired.map(({ sessionId, lastSeq }) => `${sessionId} ${lastSeq}`),
    runs: expired.map(({ projectId, runId }) => `${projectId} ${runId}`),
    approvals: [...new Set(expired.map(({ projectId }) => projectId))],
  });
}
