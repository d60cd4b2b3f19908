import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

const promoteStatement = statement<{ id: string }>(
  "promote-head",
  `update run r set ready_at = now()
   from (
     select q.id from run q join session s on s.project_id = q.project_id and s.id = q.session_id
     where q.project_id = $1 and q.session_id = $2 and q.status = 'queued'
       and (s.active_run_id is null or s.active_run_id = q.id)
     order by (s.active_run_id = q.id) desc nulls last, q.queue_rank limit 1
   ) head
   where r.project_id = $1 and r.id = head.id and r.ready_at is null
   returning r.id`,
);

/**
 * Makes the session's next run claimable, if the session is free: the active run where it is queued again, else the head
 * of the line. The caller has locked the session.
 */
export async function promoteHead(tx: Sql, projectId: string, sessionId: string): Promise<string | null> {
  const [row] = await run(tx, promoteStatement, [projectId, sessionId]);
  return row?.id ?? null;
}
