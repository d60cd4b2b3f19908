import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

const requeueStatement = statement<{ id: string }>(
  "requeue-run",
  `update run set status = 'queued', runner_id = null, ready_at = now()
   where project_id = $1 and id = $2 and status in ('starting', 'running')
   returning id`,
);

const releaseStatement = statement<{ id: string }>(
  "release-lease",
  "update session set lease_token = null where project_id = $1 and id = $2 returning id",
);

/**
 * Gives a run back to the queue, still its session's active one, so that another runner goes on with it. The caller has
 * locked the session. What is open in the log stays open: whoever claims it next closes it.
 */
export async function requeueRun(
  tx: Sql,
  { projectId, sessionId, runId }: { projectId: string; sessionId: string; runId: string },
): Promise<boolean> {
  const rows = await run(tx, requeueStatement, [projectId, runId]);
  await run(tx, releaseStatement, [projectId, sessionId]);
  return rows.length === 1;
}
