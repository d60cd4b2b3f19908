import { newId } from "@slipway/schemas/ids";
import { type Db, inTransaction, type Sql } from "#db.ts";
import type { EventRecord } from "#events/event-record.ts";
import { cancelLockedRun } from "#runs/cancel-locked-run.ts";
import { findRunByClientMessage } from "#runs/find-run.ts";
import {
  insertRun,
  insertRunIntoIdleSession,
  insertRunWithSession,
  nobodyTold,
  type ToldOfRun,
} from "#runs/insert-run.ts";
import { insertSteer, type WaitingSteer } from "#runs/insert-steer.ts";
import type { NewRun, RecalledRun } from "#runs/new-run.ts";
import { type LockedSession, lockSession } from "#sessions/lock-session.ts";
import { isUniqueViolation } from "#unique-violation.ts";

export type CreatedRun =
  | {
      readonly kind: "created";
      readonly runId: string;
      readonly sessionId: string;
      /** Its first events are `firstSeq` to `lastSeq` of the session's log. */
      readonly firstSeq: number;
      readonly lastSeq: number;
      /** Those, as they were stored. */
      readonly events: readonly EventRecord[];
      /** The runner that has it already. Null: it waits for one. */
      readonly runnerId: string | null;
      readonly told: ToldOfRun;
      /** The run that this one interrupts: its runner was asked to stop it, or it is cancelled already. */
      readonly interrupted: { readonly runId: string; readonly isFinal: boolean } | null;
    }
  /** The session was busy: its active run takes the message, or else it becomes the next run. */
  | WaitingSteer
  | { readonly kind: "repeated"; readonly runId: string }
  | { readonly kind: "mismatch" }
  | { readonly kind: "no_session" }
  | { readonly kind: "busy"; readonly activeRunId: string }
  | { readonly kind: "queue_full" };

/**
 * Stores a run as queued, with its message and its first events, before anybody works on it. Sending the same
 * `clientMessageId` again answers the run that is there, also when both arrive at once.
 */
export async function createRun(db: Db, input: NewRun): Promise<CreatedRun> {
  const { sessionId } = input;
  return await orRepeated(db, input, async () => {
    if (sessionId === null) return (await createWithSession(db, input)) ?? { kind: "queue_full" };
    const created = await createInIdle(db, sessionId, input);
    return created ?? (await inTransaction(db, (tx) => createIn(tx, sessionId, input)));
  });
}

/**
 * The same for a target that was recalled. Null, and nothing is stored: what was wanted leads elsewhere by now, was sent
 * before, or needs a closer look for another reason.
 */
export async function createRecalledRun(db: Db, input: RecalledRun): Promise<CreatedRun | null> {
  const { sessionId } = input;
  return await orRepeated(db, input, () =>
    sessionId === null ? createWithSession(db, input) : createInIdle(db, sessionId, input),
  );
}

/** What the first one of two sendings that arrive at once has made, where this is the second one. */
async function orRepeated<Created>(
  db: Db,
  input: NewRun,
  create: () => Promise<Created>,
): Promise<Created | CreatedRun> {
  try {
    return await create();
  } catch (error) {
    const winner = isUniqueViolation(error) ? await findRepeated(db.pool, input) : null;
    if (winner) return winner;
    throw error;
  }
}

/** Null: too many wait, or what was wanted leads elsewhere. */
async function createWithSession(db: Db, input: NewRun | RecalledRun): Promise<CreatedRun | null> {
  const sessionId = newId("session", input.now.getTime());
  const runId = newId("run", input.now.getTime());
  const inserted = await insertRunWithSession(db, { ...input, runId, sessionId });
  return inserted && { kind: "created", runId, sessionId, firstSeq: 1, ...inserted, interrupted: null };
}

/** Most messages find their session idle. Null: this one may not have. */
async function createInIdle(
  db: Db,
  sessionId: string,
  input: NewRun | RecalledRun,
): Promise<CreatedRun | null> {
  const runId = newId("run", input.now.getTime());
  const inserted = await insertRunIntoIdleSession(db, { ...input, runId, sessionId });
  if (!inserted) return null;
  const firstSeq = inserted.lastSeq - inserted.events.length + 1;
  return { kind: "created", runId, sessionId, firstSeq, ...inserted, interrupted: null };
}

async function createIn(tx: Sql, sessionId: string, input: NewRun): Promise<CreatedRun> {
  // Under the lock: the first sending may have made the session busy a moment ago.
  const [session, repeated] = await Promise.all([
    lockSession(tx, input.projectId, sessionId),
    findRepeated(tx, input),
  ]);
  if (!session || session.appId !== input.app.id) return { kind: "no_session" };
  if (repeated) return repeated;
  if (isBusy(session) && input.onBusy === "reject")
    return { kind: "busy", activeRunId: session.activeRunId ?? session.headRunId ?? "" };
  if (session.projectQueued >= input.maxQueued) return { kind: "queue_full" };
  const { activeRunId } = session;
  if (input.onBusy === "steer" && activeRunId !== null && input.input.message !== undefined)
    return await insertSteer(tx, { session, activeRunId, run: input });
  const { interrupted, free } = await interrupt(tx, session, input);
  const runId = newId("run", input.now.getTime());
  const goesFirst = isBusy(free) && input.onBusy === "interrupt";
  const inserted = await insertRun(tx, { ...input, runId, session: free, isBusy: isBusy(free), goesFirst });
  const firstSeq = free.lastSeq + 1;
  const told = nobodyTold;
  return { kind: "created", runId, sessionId: session.id, firstSeq, ...inserted, told, interrupted };
}

function isBusy(session: LockedSession): boolean {
  return session.activeRunId !== null || session.queued > 0;
}

type Interrupted = Pick<Extract<CreatedRun, { kind: "created" }>, "interrupted">;

/** Cancels what the session works on, or would next with a message that stands in the transcript already. */
async function interrupt(
  tx: Sql,
  session: LockedSession,
  { onBusy, now }: NewRun,
): Promise<Interrupted & { readonly free: LockedSession }> {
  const current = session.activeRunId ?? session.announcedRunId;
  if (onBusy !== "interrupt" || current === null) return { interrupted: null, free: session };
  const cancelled = await cancelLockedRun(tx, { session, runId: current, reason: "interrupted", now });
  if (cancelled.kind === "requested")
    return { interrupted: { runId: current, isFinal: false }, free: session };
  const free = await lockSession(tx, session.projectId, session.id);
  return { interrupted: { runId: current, isFinal: true }, free: free ?? session };
}

async function findRepeated(sql: Sql, input: NewRun): Promise<CreatedRun | null> {
  const { projectId, app, clientMessageId, requestHash } = input;
  if (clientMessageId === null) return null;
  const found = await findRunByClientMessage(sql, { projectId, appId: app.id, clientMessageId });
  if (!found) return null;
  return found.requestHash === requestHash ? { kind: "repeated", runId: found.runId } : { kind: "mismatch" };
}
