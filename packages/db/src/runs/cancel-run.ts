import { type Db, inTransaction } from "#db.ts";
import { type CancelledLocked, cancelLockedRun } from "#runs/cancel-locked-run.ts";
import { findSessionOfRun } from "#runs/find-session-of-run.ts";
import { lockSession } from "#sessions/lock-session.ts";

type CancelRun = {
  readonly projectId: string;
  readonly runId: string;
  readonly reason: string | null;
  readonly now: Date;
};

export type CancelledRun = { readonly kind: "not_found" } | CancelledLocked;

/** Cancels a run that nobody works on, or asks its runner to. */
export async function cancelRun(db: Db, { projectId, runId, reason, now }: CancelRun): Promise<CancelledRun> {
  const sessionId = await findSessionOfRun(db.pool, projectId, runId);
  if (sessionId === null) return { kind: "not_found" };
  return await inTransaction(db, async (tx) => {
    const session = await lockSession(tx, projectId, sessionId);
    return session ? await cancelLockedRun(tx, { session, runId, reason, now }) : { kind: "not_found" };
  });
}
