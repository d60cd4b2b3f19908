import { parseEvent, type SlipwayEvent } from "@slipway/schemas/events/event";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

/** One stored event. `data` is the payload's JSON text, passed on as it is. */
export type StoredEvent = {
  readonly sessionId: string;
  readonly seq: number;
  readonly runId: string | null;
  readonly type: string;
  readonly at: Date;
  readonly data: string;
};

type EventRow = {
  session_id: string;
  seq: number;
  run_id: string | null;
  type: string;
  at: Date;
  data: string;
};

export type Tail = { readonly projectId: string; readonly sessionId: string; readonly after: number };

// One statement for all sessions that have something new: each reads its own range of the primary key. The lists are
// wrapped because their lengths would make the server plan this anew each time.
const tailsStatement = statement<EventRow>(
  "read-tails",
  `select t.session_id, e.seq, e.run_id, e.type, e.at, e.data
   from unnest((select $1::text[]), (select $2::text[]), (select $3::int[])) as t(project_id, session_id, after)
   cross join lateral (
     select seq, run_id, type, at, data::text as data from session_event
     where project_id = t.project_id and session_id = t.session_id and seq > t.after
     order by seq limit $4
   ) e`,
);

/** What each session's log has after the given number, in order, at most `limit` events of each. */
export async function readTails(sql: Sql, tails: readonly Tail[], limit: number): Promise<StoredEvent[]> {
  const rows = await run(sql, tailsStatement, [
    tails.map((tail) => tail.projectId),
    tails.map((tail) => tail.sessionId),
    tails.map((tail) => tail.after),
    limit,
  ]);
  return rows.map(toStoredEvent);
}

const runEventsStatement = statement<EventRow>(
  "read-run-events",
  `select session_id, seq, run_id, type, at, data::text as data from session_event
   where project_id = $1 and session_id = $2 and run_id = $3 and seq > $4 order by seq`,
);

type RunEvents = {
  readonly projectId: string;
  readonly sessionId: string;
  readonly runId: string;
  readonly after: number;
};

/** One run's own events after the given number, parsed. A broken one is left out. */
export async function readRunEvents(
  sql: Sql,
  { projectId, sessionId, runId, after }: RunEvents,
): Promise<SlipwayEvent[]> {
  const rows = await run(sql, runEventsStatement, [projectId, sessionId, runId, after]);
  return rows.map((row) => toEvent(toStoredEvent(row))).filter((event) => event !== null);
}

/** The event of the contract that a stored one is. Null: it is broken, or of a type that this release does not know. */
export function toEvent(stored: StoredEvent): SlipwayEvent | null {
  return parseEvent(JSON.parse(toEventJson(stored)));
}

/** The event as JSON text, put together without parsing the payload. */
export function toEventJson({ seq, sessionId, runId, at, type, data }: StoredEvent): string {
  const run = runId === null ? "null" : `"${runId}"`;
  const head = `{"seq":${seq},"sessionId":"${sessionId}","runId":${run},"at":"${at.toISOString()}","type":"${type}"`;
  const rest = data.trim().slice(1);
  return rest === "}" ? `${head}}` : `${head},${rest}`;
}

function toStoredEvent(row: EventRow): StoredEvent {
  const { session_id, seq, run_id, type, at, data } = row;
  return { sessionId: session_id, seq, runId: run_id, type, at, data };
}
