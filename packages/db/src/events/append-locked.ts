import type { Sql } from "#db.ts";
import type { NewHarnessEntry } from "#events/append-events.ts";
import type { EventRecord } from "#events/event-record.ts";
import { run, statement } from "#statement.ts";

type AppendLocked = {
  readonly projectId: string;
  readonly sessionId: string;
  readonly now: Date;
  readonly events: readonly { readonly runId: string; readonly record: EventRecord }[];
  readonly entries?: readonly { readonly runId: string; readonly entry: NewHarnessEntry }[];
};

const appendStatement = statement<{ last_seq: number }>(
  "append-locked",
  `with moved as (
     update session set last_seq = last_seq + cardinality($4::text[]), updated_at = $3
     where project_id = $1 and id = $2
     returning last_seq - cardinality($4::text[]) as base, last_seq
   ), events as (
     insert into session_event (project_id, session_id, seq, run_id, type, at, data)
     select $1, $2, moved.base + e.ordinal, e.run_id, e.type, e.at, e.data
     from moved, unnest($4::text[], $5::text[], $6::timestamptz[], $7::json[])
       with ordinality as e(run_id, type, at, data, ordinal)
   ), entries as (
     insert into harness_entry (project_id, session_id, seq, ordinal, run_id, harness, data)
     select $1, $2, moved.last_seq, n.ordinal, n.run_id, n.harness, n.data
     from moved, unnest($8::text[], $9::text[], $10::json[]) with ordinality as n(run_id, harness, data, ordinal)
   )
   select last_seq from moved`,
);

/** Appends events, of one run or several, inside a transaction that has locked the session. Returns the last number. */
export async function appendLocked(
  tx: Sql,
  { projectId, sessionId, now, events, entries = [] }: AppendLocked,
): Promise<number> {
  const [moved] = await run(tx, appendStatement, [
    projectId,
    sessionId,
    now,
    events.map(({ runId }) => runId),
    events.map(({ record }) => record.type),
    events.map(({ record }) => record.at),
    events.map(({ record }) => record.data),
    entries.map(({ runId }) => runId),
    entries.map(({ entry }) => entry.harness),
    entries.map(({ entry }) => entry.data),
  ]);
  if (!moved) throw new Error(`The session ${sessionId} is gone`);
  return moved.last_seq;
}
