import type { SlipwayEvent } from "@slipway/schemas/events/event";
import { foldFigures, noFigures, type SessionFigures } from "@slipway/schemas/events/fold-figures";
import { emptyTranscript, foldEvent, type Transcript } from "@slipway/schemas/events/fold-messages";
import { foldWarnings, type RunWarning } from "@slipway/schemas/events/fold-warnings";
import type { Message } from "@slipway/schemas/messages/message";
import type { MessagePage } from "@slipway/schemas/public-api/messages-query";
import type { Sql } from "#db.ts";
import { toEvent } from "#events/read-events.ts";
import { readRange, readRunEnds } from "#messages/read-range.ts";
import { isNotSuperseded } from "#runs/superseded.ts";
import { run, statement } from "#statement.ts";

export type ReadMessagePage = {
  readonly projectId: string;
  readonly sessionId: string;
  /** The cursor of the page before; left out: the newest page. */
  readonly before?: number | undefined;
  readonly limit: number;
};

const lastSeqStatement = statement<{ last_seq: number }>(
  "read-last-seq",
  "select last_seq from session where project_id = $1 and id = $2",
);

/**
 * One page of a session's transcript: the fold of its log, backwards from `before` or the end. Null: the project has no
 * such session. It costs what the page holds, however long the session is.
 *
 * The log only ever grows at its end, so that everything up to the `seq` which is read first is a snapshot of it,
 * and the events after that `seq` are exactly what the page does not know yet.
 */
export async function readMessagePage(
  sql: Sql,
  { projectId, sessionId, before, limit }: ReadMessagePage,
): Promise<MessagePage | null> {
  const [session] = await run(sql, lastSeqStatement, [projectId, sessionId]);
  if (!session) return null;
  const end = before === undefined ? session.last_seq : Math.min(before - 1, session.last_seq);
  const found = await readBackwards(sql, { projectId, sessionId, end, lastSeq: session.last_seq, limit });
  const { items, nextCursor } = cutPage(found, limit);
  const shown = new Set(items.map(({ runId }) => runId));
  const warnings = found.warnings.filter(({ runId }) => shown.has(runId));
  const newest = before === undefined ? { figures: found.figures, seq: session.last_seq } : {};
  return { items, nextCursor, ...(warnings.length > 0 ? { warnings } : {}), ...newest };
}

type Backwards = {
  readonly projectId: string;
  readonly sessionId: string;
  /** The last event that may have made a message of the page. */
  readonly end: number;
  readonly lastSeq: number;
  readonly limit: number;
};

/** A message and the event that made it. */
type Placed = { readonly message: Message; readonly madeAt: number };
type Found = {
  readonly placed: readonly Placed[];
  readonly reachesStart: boolean;
  /** As of the last event that was read. */
  readonly figures: SessionFigures;
  /** Of all runs that were read. */
  readonly warnings: readonly RunWarning[];
};

/**
 * Reads whole runs, newest first, until there is more than a page of messages. Runs that were started follow one
 * another in the log, so what lies between the ends of two of them can be folded without the rest. A run whose end
 * lies beyond `end` is read up to there all the same: a message of it may have been completed after the next one began.
 */
async function readBackwards(
  sql: Sql,
  { projectId, sessionId, end, lastSeq, limit }: Backwards,
): Promise<Found> {
  const session = { projectId, sessionId };
  let upTo = await endOfRunAround(sql, { ...session, seq: end, lastSeq });
  let placed: Placed[] = [];
  let figures: SessionFigures | undefined;
  let warnings: readonly RunWarning[] = [];
  for (;;) {
    const runs = Math.ceil((limit + 1 - placed.length) / 2) + 2;
    const ends = await readRunEnds(sql, { ...session, upTo, limit: runs });
    const from = ends.length < runs ? 0 : (ends.at(-1) ?? 0);
    // Deltas matter only while a run is still writing: a block that is finished carries its whole text.
    const rows = await readRange(sql, { ...session, after: from, upTo, deltasAfter: ends[0] ?? 0 });
    const events = rows.map(toEvent).filter((event) => event !== null);
    const older = fold(events).filter(({ madeAt }) => madeAt <= end);
    placed = [...older, ...placed];
    // The newest runs are read first, and tell all of it.
    figures ??= events.reduce(foldFigures, noFigures);
    warnings = [...events.reduce<readonly RunWarning[]>(foldWarnings, []), ...warnings];
    if (from === 0) return { placed, reachesStart: true, figures, warnings };
    if (placed.length > limit) return { placed, reachesStart: false, figures, warnings };
    upTo = from;
  }
}

/** Where the run ends that was being worked on at `seq`: there, or at the end of the log, a fold can begin. */
async function endOfRunAround(
  sql: Sql,
  {
    projectId,
    sessionId,
    seq,
    lastSeq,
  }: { projectId: string; sessionId: string; seq: number; lastSeq: number },
): Promise<number> {
  if (seq === lastSeq) return lastSeq;
  const [row] = await run(sql, nextEndStatement, [projectId, sessionId, seq, lastSeq]);
  return row?.last_seq ?? lastSeq;
}

const nextEndStatement = statement<{ last_seq: number }>(
  "read-next-run-end",
  `select r.last_seq from run r
   where r.project_id = $1 and r.session_id = $2 and r.started_at is not null and r.last_seq >= $3 and r.last_seq <= $4
     and ${isNotSuperseded("r.project_id", "r.id")}
   order by r.last_seq limit 1`,
);

function fold(events: readonly SlipwayEvent[]): Placed[] {
  let transcript = emptyTranscript;
  const madeAt = new Map<string, number>();
  for (const event of events) {
    const before = transcript.messages.length;
    transcript = foldEvent(transcript, event);
    if (transcript.messages.length < before) forgetRemoved(madeAt, transcript);
    if (event.type === "run.started" && event.supersedes) placeCutOff(madeAt, transcript);
    for (let at = transcript.messages.length - 1; at >= 0; at -= 1) {
      const id = transcript.messages[at]?.id;
      if (id === undefined || madeAt.has(id)) break;
      madeAt.set(id, event.seq);
    }
  }
  return transcript.messages.map((message) => ({ message, madeAt: madeAt.get(message.id) ?? 0 }));
}

/** What a retry cuts off a message comes from the same event as the message. */
function placeCutOff(madeAt: Map<string, number>, { messages }: Transcript): void {
  for (const [index, { id }] of messages.entries()) {
    const before = madeAt.get(messages[index - 1]?.id ?? "");
    if (!madeAt.has(id) && before !== undefined) madeAt.set(id, before);
  }
}

/** A message that went back into the queue is made anew when its run starts. */
function forgetRemoved(madeAt: Map<string, number>, { messages }: Transcript): void {
  const left = new Set(messages.map((message) => message.id));
  for (const id of madeAt.keys()) if (!left.has(id)) madeAt.delete(id);
}

/** The newest `limit` messages. Messages that one event made stay together. */
function cutPage(
  { placed, reachesStart }: Found,
  limit: number,
): { items: Message[]; nextCursor: string | null } {
  const at = Math.max(0, placed.length - limit);
  const first = placed[at];
  const group = first ? placed.findIndex(({ madeAt }) => madeAt === first.madeAt) : 0;
  const items = placed.slice(group);
  const isOldest = group === 0 && reachesStart;
  return {
    items: items.map(({ message }) => message),
    nextCursor: isOldest || items[0] === undefined ? null : String(items[0].madeAt),
  };
}
