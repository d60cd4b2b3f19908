import { type Db, inTransaction } from "#db.ts";
import { type CancelledLocked, cancelLockedRun } from "#runs/cancel-locked-run.ts";
import { lockSession } from "#sessions/lock-session.ts";
import { run, statement } from "#statement.ts";

type CancelRun = {
  readonly projectId: string;
  readonly runId: string;
  readonly reason: string | null;
  readonly now: Date;
};

export type CancelledRun = { readonly kind: "not_found" } | CancelledLocked;

const findStatement = statement<{ session_id: string }>(
  "find-run-session",
  "select session_id from run where project_id = $1 and id = $2",
);

/** Cancels a run that nobody works on, or asks its runner to. */
export async function cancelRun(db: Db, { projectId, runId, reason, now }: CancelRun): Promise<CancelledRun> {
  const [found] = await run(db.pool, findStatement, [projectId, runId]);
  if (!found) return { kind: "not_found" };
  return await inTransaction(db, async (tx) => {
    const session = await lockSession(tx, projectId, found.session_id);
    return session ? await cancelLockedRun(tx, { session, runId, reason, now }) : { kind: "not_found" };
  });
}
