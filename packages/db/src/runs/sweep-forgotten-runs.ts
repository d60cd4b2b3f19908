import { type Db, inTransaction } from "#db.ts";
import { promoteHead } from "#runs/promote-head.ts";
import { lockSession } from "#sessions/lock-session.ts";
import { run, statement } from "#statement.ts";

const forgottenStatement = statement<{ project_id: string; session_id: string }>(
  "find-forgotten-runs",
  `select s.project_id, s.id as session_id
   from session s
   where exists (
     select 1 from run r where r.project_id = s.project_id and r.session_id = s.id and r.status = 'queued'
       and (s.active_run_id is null or s.active_run_id = r.id)
   ) and not exists (
     select 1 from run r where r.project_id = s.project_id and r.session_id = s.id and r.status = 'queued'
       and r.ready_at is not null
   ) and s.id in (select session_id from run where status = 'queued' and ready_at is null)
   limit 500`,
);

/** Makes queued runs claimable that should be and are not. There are none unless something went wrong. */
export async function sweepForgottenRuns(db: Db): Promise<number> {
  const sessions = await run(db.pool, forgottenStatement, []);
  let promoted = 0;
  for (const { project_id, session_id } of sessions) {
    const runId = await inTransaction(db, async (tx) => {
      const session = await lockSession(tx, project_id, session_id);
      return session && (await promoteHead(tx, project_id, session_id));
    });
    if (runId) promoted += 1;
  }
  return promoted;
}
