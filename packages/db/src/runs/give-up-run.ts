import { type Db, inTransaction } from "#db.ts";
import type { OwnRun } from "#runs/list-own-runs.ts";
import { type LostRun, lostRunColumns, type RecoveredRun, recoverLockedRun } from "#runs/recover-run.ts";
import { lockSession } from "#sessions/lock-session.ts";
import { run, statement } from "#statement.ts";

const stillOwnStatement = statement<LostRun>(
  "read-own-run",
  `select ${lostRunColumns} from run r
   where r.project_id = $1 and r.id = $2 and r.runner_id = $3 and r.attempt = $4 and r.status in ('starting', 'running')`,
);

/**
 * A runner gives up a run that is its own in the database and that it does not work on: the answer to its claim was
 * lost. It goes on or ends as any lost run does. Null: it is not the runner's any more.
 */
export async function giveUpRun(
  db: Db,
  { runnerId, run: own, now }: { runnerId: string; run: OwnRun; now: Date },
): Promise<RecoveredRun | null> {
  return await inTransaction(db, async (tx) => {
    const session = await lockSession(tx, own.projectId, own.sessionId);
    const [lost] = await run(tx, stillOwnStatement, [own.projectId, own.runId, runnerId, own.attempt]);
    return session && lost ? await recoverLockedRun(tx, { session, lost, now }) : null;
  });
}
