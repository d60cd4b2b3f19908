import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

// Ranks count from the runs that wait: its old one may be that of a run which came while it worked.
const requeueStatement = statement<{ id: string }>(
  "requeue-run",
  `update run r set status = 'queued', runner_id = null, ready_at = now(), queue_rank = (
     select coalesce(min(q.queue_rank), 1) - 1 from run q
     where q.project_id = r.project_id and q.session_id = r.session_id and q.status = 'queued'
   )
   where r.project_id = $1 and r.id = $2 and r.status in ('starting', 'running')
   returning r.id`,
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
