import { newId } from "@slipway/schemas/ids";
import type { Sql } from "#db.ts";
import { insertRun } from "#runs/insert-run.ts";
import type { NewRun } from "#runs/new-run.ts";
import { readQueue } from "#runs/read-queue.ts";
import { writeQueue } from "#runs/write-queue.ts";
import type { LockedSession } from "#sessions/lock-session.ts";

/** A message that waits to be taken into the session's active run, as a run of its own in case that it is not. */
export type WaitingSteer = {
  readonly kind: "steered";
  /** The run at work. */
  readonly runId: string;
  readonly sessionId: string;
  /** The queued run that holds the message. */
  readonly waitingRunId: string;
};

/**
 * Stores a message for the session's active run, inside a transaction that has locked the session: a queued run, before
 * everything but earlier such ones. Nothing has to be done at the active run's end for it to become the next one.
 */
export async function insertSteer(
  tx: Sql,
  { session, activeRunId, run }: { session: LockedSession; activeRunId: string; run: NewRun },
): Promise<WaitingSteer> {
  const waitingRunId = newId("run", run.now.getTime());
  const queue = await readQueue(tx, session.projectId, session.id);
  const stored = {
    ...run,
    runId: waitingRunId,
    session,
    isBusy: true,
    goesFirst: false,
    steers: activeRunId,
  };
  await insertRun(tx, stored);
  const before = queue.findLastIndex(({ isBegun, steers }) => isBegun || steers === activeRunId) + 1;
  if (before < queue.length) {
    const ids = queue.map(({ id }) => id);
    await writeQueue(tx, session, ids.toSpliced(before, 0, waitingRunId));
  }
  return { kind: "steered", runId: activeRunId, sessionId: session.id, waitingRunId };
}
