import { expired } from "#approvals/decide-approval.ts";
import { type Settled, settleApprovals } from "#approvals/settle-approvals.ts";
import { type Db, inTransaction } from "#db.ts";
import { lockSession } from "#sessions/lock-session.ts";
import { run, statement } from "#statement.ts";

type DueRow = { project_id: string; session_id: string; run_id: string; ids: string[] };

const dueStatement = statement<DueRow>(
  "find-due-approvals",
  `select project_id, session_id, run_id, array_agg(id) as ids
   from (select * from approval where status = 'pending' and expires_at <= $1 order by expires_at limit 500) due
   group by 1, 2, 3`,
);

export type ExpiredApprovals = Settled & {
  readonly projectId: string;
  readonly sessionId: string;
  readonly runId: string;
};

/** Denies what nobody has decided in time. Any process may do it, several at once too. */
export async function expireApprovals(db: Db, now: Date): Promise<ExpiredApprovals[]> {
  const swept: ExpiredApprovals[] = [];
  for (const { project_id: projectId, session_id: sessionId, run_id: runId, ids } of await run(
    db.pool,
    dueStatement,
    [now],
  )) {
    const settled = await inTransaction(db, async (tx) => {
      if (!(await lockSession(tx, projectId, sessionId))) return null;
      return await settleApprovals(tx, { projectId, sessionId, runId, approvalIds: ids, ...expired(now) });
    });
    if (settled) swept.push({ ...settled, projectId, sessionId, runId });
  }
  return swept;
}
