import type { NewEvent } from "@slipway/schemas/events/event";
import { saidPartId } from "@slipway/schemas/messages/said";
import type { RunInput } from "@slipway/schemas/runs/run-input";
import { type Db, inTransaction, type Sql } from "#db.ts";
import { appendLocked } from "#events/append-locked.ts";
import { toEventRecord } from "#events/event-record.ts";
import { findSessionOfRun } from "#runs/find-session-of-run.ts";
import { type QueuedRun, readQueue } from "#runs/read-queue.ts";
import { writeInput } from "#runs/write-input.ts";
import { writeQueue } from "#runs/write-queue.ts";
import { type LockedSession, lockSession } from "#sessions/lock-session.ts";

export type ChangeQueuedRun = {
  readonly projectId: string;
  readonly runId: string;
  /** What it says from now on; it has one message. */
  readonly input?: RunInput | undefined;
  /** Its new place, counted from 1. */
  readonly position?: number | undefined;
  readonly now: Date;
};

export type ChangedQueuedRun =
  | { readonly kind: "not_found" }
  /** A runner has it, or it has ended. */
  | { readonly kind: "not_queued" }
  /** It is queued again after its runner was lost: what it says is said, and it goes first. */
  | { readonly kind: "begun" }
  /** The first place is taken by such a run. */
  | { readonly kind: "first_is_begun" }
  /** It, or the one that it would overtake, stays as it is, and first. */
  | { readonly kind: "fixed" }
  | { readonly kind: "out_of_range"; readonly last: number }
  | {
      readonly kind: "changed";
      readonly sessionId: string;
      readonly lastSeq: number;
      /** Itself, and those whose place is another now. */
      readonly runIds: readonly string[];
    };

/**
 * Edits a run that waits, or moves it in its session's queue, in one transaction under the session's lock: a runner that
 * claims at the same time comes before all of it or after. Every run whose place changes says so in the log.
 */
export async function changeQueuedRun(db: Db, change: ChangeQueuedRun): Promise<ChangedQueuedRun> {
  const { projectId, runId } = change;
  const sessionId = await findSessionOfRun(db.pool, projectId, runId);
  if (sessionId === null) return { kind: "not_found" };
  return await inTransaction(db, async (tx) => {
    const session = await lockSession(tx, projectId, sessionId);
    if (!session) return { kind: "not_found" };
    return await changeLocked(tx, session, change);
  });
}

async function changeLocked(
  tx: Sql,
  session: LockedSession,
  { projectId, runId, input, position, now }: ChangeQueuedRun,
): Promise<ChangedQueuedRun> {
  const queue = await readQueue(tx, projectId, session.id);
  const run = queue.find(({ id }) => id === runId);
  if (!run) return { kind: "not_queued" };
  const at = position ?? queue.indexOf(run) + 1;
  const refusal = refuse({ queue, run, at, isEdit: input !== undefined });
  if (refusal) return refusal;
  const next = queue.filter(({ id }) => id !== runId).toSpliced(at - 1, 0, run);
  const moved = next.filter((each, index) => queue[index] !== each);
  const events = next.flatMap((each, index) => {
    const isEdited = each === run && input !== undefined;
    if (!isEdited && !moved.includes(each)) return [];
    return tellPlace({ run: each, position: index + 1, input: isEdited ? input : undefined });
  });
  if (input !== undefined) await writeInput(tx, { session, run, input });
  const order = next.map(({ id }) => id);
  if (moved.length > 0) await writeQueue(tx, session, order);
  const records = events.map(({ id, event }) => ({ runId: id, record: toEventRecord(event, now) }));
  const appended = { projectId, sessionId: session.id, now, events: records };
  const lastSeq = records.length > 0 ? await appendLocked(tx, appended) : session.lastSeq;
  return {
    kind: "changed",
    sessionId: session.id,
    lastSeq,
    runIds: [...new Set([runId, ...moved.map(({ id }) => id)])],
  };
}

type Change = {
  readonly queue: readonly QueuedRun[];
  readonly run: QueuedRun;
  readonly at: number;
  readonly isEdit: boolean;
};

function refuse({ queue, run, at, isEdit }: Change): ChangedQueuedRun | null {
  const [first] = queue;
  if (run.isBegun) return { kind: "begun" };
  if (at > queue.length) return { kind: "out_of_range", last: queue.length };
  if (isEdit && run.isFixed) return { kind: "fixed" };
  if (at === 1 && run !== first) {
    if (first?.isBegun) return { kind: "first_is_begun" };
    if (first?.isFixed) return { kind: "fixed" };
  }
  return run === first && at > 1 && run.isFixed ? { kind: "fixed" } : null;
}

type Place = {
  readonly run: QueuedRun;
  readonly position: number;
  readonly input: RunInput | undefined;
};

/** An edited message that stands in the transcript stands there anew, unless it goes behind others. */
function tellPlace({ run, position, input }: Place): { id: string; event: NewEvent }[] {
  if (run.steers !== null) return [];
  const queued: NewEvent = { type: "run.queued", position, ...(input ? { input } : {}) };
  if (!input || !run.isAnnounced || position > 1) return [{ id: run.id, event: queued }];
  const { id, messageId, createdAt } = run;
  const message: NewEvent = {
    type: "message.created",
    message: {
      id: messageId,
      role: "user",
      runId: id,
      parts: [{ id: saidPartId(messageId), state: "done", type: "text", text: input.message ?? "" }],
      createdAt: createdAt.toISOString(),
    },
  };
  return [
    { id, event: message },
    { id, event: queued },
  ];
}
