import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

// It stays the session's active run, so it comes before everything that waits there.
const resumeStatement = statement<{ id: string }>(
  "resume-waiting-run",
  `update run r set status = 'queued', ready_at = now(), waiting_since = null,
     waited_ms = r.waited_ms + greatest(0, extract(epoch from $3::timestamptz - r.waiting_since) * 1000)::bigint,
     queue_rank = (
       select coalesce(min(q.queue_rank), 1) - 1 from run q
       where q.project_id = r.project_id and q.session_id = r.session_id and q.status = 'queued'
     )
   where r.project_id = $1 and r.id = $2 and r.status = 'waiting' and not exists (
     select 1 from approval p where p.project_id = r.project_id and p.run_id = r.id and p.status = 'pending'
   )
   returning r.id`,
);

/** Gives a run back to the queue once nothing that it waited for is open. The caller has locked its session. */
export async function resumeWaitingRun(
  tx: Sql,
  { projectId, runId, now }: { projectId: string; runId: string; now: Date },
): Promise<boolean> {
  const rows = await run(tx, resumeStatement, [projectId, runId, now]);
  return rows.length === 1;
}
