import type { NewEvent } from "@slipway/schemas/events/event";
import { newId } from "@slipway/schemas/ids";
import type { Message } from "@slipway/schemas/messages/message";
import { saidPartId } from "@slipway/schemas/messages/said";
import type { Db, Sql } from "#db.ts";
import { type EventRecord, toEventRecord } from "#events/event-record.ts";
import { eventsLine } from "#events/events-line.ts";
import type { Channel, Lines } from "#events/notify.ts";
import { runAndTell } from "#journeys.ts";
import { handOverLine, runStarted } from "#runs/hand-over.ts";
import {
  intoIdleSessionStatement,
  intoSessionStatement,
  withSessionStatement,
} from "#runs/insert-run-statements.ts";
import type { NewRun, RecalledRun } from "#runs/new-run.ts";
import type { LockedSession } from "#sessions/lock-session.ts";
import { titleOf } from "#sessions/session-title.ts";
import { run } from "#statement.ts";

type InsertRun = NewRun & {
  readonly runId: string;
  readonly session: Pick<LockedSession, "id" | "activeRunId" | "queued">;
  /** Others of the session come first: the message joins the transcript when the run starts. */
  readonly isBusy: boolean;
  readonly goesFirst: boolean;
  /** The run at work that its message is meant for. Nothing is told of it before that one takes it, or it starts itself. */
  readonly steers?: string;
};

/** What went out together with a run that was stored, if it did. */
export type ToldOfRun = { readonly isTold: Promise<boolean>; readonly channels: readonly Channel[] };

export const nobodyTold: ToldOfRun = { isTold: Promise.resolve(false), channels: [] };

type Inserted = {
  /** The number of the last one of `events`: those with which it was stored as queued. */
  readonly lastSeq: number;
  readonly events: readonly EventRecord[];
  /** The runner that has it already. Null: it waits for one. */
  readonly runnerId: string | null;
};

/**
 * Writes the run as queued and the first events of it, into a session that the caller has locked. Returns these and the
 * session's last event number.
 */
export async function insertRun(tx: Sql, input: InsertRun): Promise<Inserted & { readonly runnerId: null }> {
  const { values, events } = insertValues(input);
  const [row] = await run(tx, intoSessionStatement, [...values, titleOf(input.input)]);
  if (!row) throw new Error(`The run ${input.runId} was not inserted`);
  return { lastSeq: row.last_seq, events, runnerId: null };
}

type NewRunOf = (NewRun | RecalledRun) & { readonly runId: string; readonly sessionId: string };

/**
 * The same with a session of its own, in one statement, and whoever has to know of it is told in the same journey. Null:
 * too many of the project's runs wait already, or what was recalled holds no more, so nothing is made.
 */
export async function insertRunWithSession(
  db: Db,
  input: NewRunOf,
): Promise<(Inserted & { readonly told: ToldOfRun }) | null> {
  const { projectId, runId, sessionId, maxQueued } = input;
  const { values, events } = insertValues(firstOf(input));
  const lastSeq = events.length;
  const lines = newsOfNewRun({ projectId, runId, sessionId, lastSeq, events, runnerId: null });
  const { rows, isTold } = await runAndTell(db, {
    statement: withSessionStatement,
    values: [...values, titleOf(input.input), maxQueued, startedOf(input), ...wantedOf(input)],
    news: { projectId, runId, lastSeq: null, lines },
  });
  const [row] = rows;
  const channels: Channel[] = ["queue", "events", "runs"];
  return row ? { lastSeq, events, runnerId: row.runner_id, told: { isTold, channels } } : null;
}

/**
 * The same into a session that has nothing to do, in one statement. Runners are told with it: the number of its last event,
 * which everybody else wants to know, is not known before. Null: it has, or the app has no such session, or too many wait,
 * or what was recalled holds no more; who asks looks closer then.
 */
export async function insertRunIntoIdleSession(
  db: Db,
  input: NewRunOf,
): Promise<(Inserted & { readonly told: ToldOfRun }) | null> {
  const { projectId, runId } = input;
  const { values, events } = insertValues(firstOf(input));
  const { rows, isTold } = await runAndTell(db, {
    statement: intoIdleSessionStatement,
    values: [...values, titleOf(input.input), input.maxQueued, startedOf(input), ...wantedOf(input)],
    news: { projectId, runId, lastSeq: null, lines: { queue: [""] } },
  });
  const [row] = rows;
  const told: ToldOfRun = { isTold, channels: ["queue"] };
  return row ? { lastSeq: row.last_seq, events, runnerId: row.runner_id, told } : null;
}

function firstOf(input: NewRunOf): InsertRun {
  const session = { id: input.sessionId, activeRunId: null, queued: 0 };
  return { ...input, session, isBusy: false, goesFirst: false };
}

type NewsOfNewRun = Inserted & {
  readonly projectId: string;
  readonly sessionId: string;
  readonly runId: string;
};

/** What others have to hear of a run that was just stored. */
export function newsOfNewRun({ projectId, runnerId, ...stored }: NewsOfNewRun): Lines {
  return {
    queue: [runnerId === null ? "" : handOverLine({ runnerId, runId: stored.runId })],
    events: [eventsLine(stored)],
    runs: [`${projectId} ${stored.runId}`],
  };
}

/** Null: it waits for a claim, whatever runners have room. */
function startedOf({ isAwaited = false, retryOf, model, revision, now }: NewRun): string | null {
  return isAwaited && retryOf === undefined ? runStarted({ model, revision }, now).data : null;
}

function wantedOf(input: NewRunOf): unknown[] {
  return "wanted" in input ? [true, input.wanted.revision, input.wanted.environment] : [false, null, null];
}

function insertValues(input: InsertRun): { values: unknown[]; events: EventRecord[] } {
  const { session, app, trace, now } = input;
  const messageId = input.retryOf?.messageId ?? newId("message", now.getTime());
  const events = firstEvents(input, messageId).map((event) => toEventRecord(event, now));
  const canStart = session.activeRunId === null && (session.queued === 0 || input.goesFirst);
  const values = [
    input.projectId,
    input.runId,
    session.id,
    app.id,
    app.slug,
    app.type,
    input.revision,
    input.environment,
    input.draftConfig === null ? null : JSON.stringify(input.draftConfig),
    input.model,
    JSON.stringify(input.input),
    messageId,
    input.clientMessageId,
    input.requestHash,
    JSON.stringify(input.budget),
    input.durable,
    input.source,
    input.userId,
    JSON.stringify(input.metadata),
    trace.traceId,
    trace.parentSpanId,
    trace.traceFlags,
    trace.traceState,
    input.goesFirst,
    !input.isBusy,
    now,
    canStart,
    events.map((event) => event.type),
    events.map((event) => event.data),
    input.retryOf?.runId ?? null,
    input.approvals === null ? null : JSON.stringify(input.approvals),
    input.steers ?? null,
    input.retryOf?.continues ? JSON.stringify(input.retryOf.continues) : null,
    input.retryOf?.rewind?.seq ?? null,
    input.retryOf?.rewind?.ordinal ?? null,
  ];
  return { values, events };
}

function firstEvents(input: InsertRun, messageId: string): NewEvent[] {
  const { session, isBusy, goesFirst } = input;
  if (input.steers !== undefined) return [];
  const ahead = goesFirst ? 0 : session.queued;
  const queued: NewEvent = { type: "run.queued", position: ahead + 1 };
  if (isBusy || input.retryOf?.isTold) return [queued];
  return [
    ...toMessages(input, messageId).map((message): NewEvent => ({ type: "message.created", message })),
    queued,
  ];
}

/** The messages that the run brings. The last one carries the run's own message id. */
function toMessages({ input, prompt, runId, now }: InsertRun, messageId: string): Message[] {
  const said = prompt ?? input.messages ?? [{ role: "user" as const, content: input.message ?? "" }];
  return said.map(({ role, content }, index) => {
    const id = index === said.length - 1 ? messageId : newId("message", now.getTime());
    return {
      id,
      role,
      runId,
      parts: [{ id: saidPartId(id), state: "done", type: "text", text: content }],
      createdAt: now.toISOString(),
    };
  });
}
