import type { Sql } from "#db.ts";
import type { EventRecord } from "#events/event-record.ts";
import { run, statement } from "#statement.ts";

/** A record of a harness, stored in the transaction of the events that it belongs to. */
export type NewHarnessEntry = { readonly harness: string; readonly data: string };

/** What one run adds to its session's log. */
export type Append = {
  readonly projectId: string;
  readonly sessionId: string;
  readonly runId: string;
  readonly leaseToken: string;
  readonly events: readonly EventRecord[];
  readonly entries?: readonly NewHarnessEntry[];
};

/** Where an append ended up: the number of its last event. A session that is missing was fenced: its lease is another's. */
export type Appended = ReadonlyMap<string, { readonly lastSeq: number }>;

const appendStatement = statement<{ id: string; last_seq: number }>(
  "append-events",
  `with head as (
     select * from unnest($1::text[], $2::text[], $3::uuid[], $4::text[], $5::int[])
       as h(project_id, session_id, lease_token, run_id, events)
   ), locked as (
     select s.project_id, s.id, h.run_id, h.events, s.last_seq, s.last_flush_id is not distinct from $15::uuid as is_stored
     from session s join head h on s.project_id = h.project_id and s.id = h.session_id
     where s.lease_token = h.lease_token
     order by s.id
     for update of s
   ), moved as (
     update session s set last_seq = s.last_seq + l.events, last_flush_id = $15, updated_at = now()
     from locked l where s.project_id = l.project_id and s.id = l.id and not l.is_stored
     returning s.project_id, s.id, l.run_id, s.last_seq - l.events as base, s.last_seq
   ), events as (
     insert into session_event (project_id, session_id, seq, run_id, type, at, data)
     select m.project_id, m.id, m.base + e.ordinal, m.run_id, e.type, e.at, e.data
     from unnest($6::text[], $7::int[], $8::text[], $9::timestamptz[], $10::json[])
       as e(session_id, ordinal, type, at, data)
     join moved m on m.id = e.session_id
   ), entries as (
     insert into harness_entry (project_id, session_id, seq, ordinal, run_id, harness, data)
     select m.project_id, m.id, m.last_seq, n.ordinal, m.run_id, n.harness, n.data
     from unnest($11::text[], $12::int[], $13::text[], $14::json[]) as n(session_id, ordinal, harness, data)
     join moved m on m.id = n.session_id
   )
   select locked.id, coalesce(moved.last_seq, locked.last_seq) as last_seq from locked left join moved using (project_id, id)`,
);

/**
 * Appends events of many runs in one statement, which is one transaction. Every session's row is locked first, in the
 * order of ids, so that `seq` follows the order of commits. A session appears at most once in `appends`.
 *
 * `flushId` makes it safe to send again: a session that has stored this very flush is left as it is and answered.
 */
export async function appendEvents(
  sql: Sql,
  { flushId, appends }: { readonly flushId: string; readonly appends: readonly Append[] },
): Promise<Appended> {
  const events = appends.flatMap(({ sessionId, events }) =>
    events.map((event, index) => ({ sessionId, ordinal: index + 1, event })),
  );
  const entries = appends.flatMap(({ sessionId, entries = [] }) =>
    entries.map((entry, index) => ({ sessionId, ordinal: index + 1, entry })),
  );
  const rows = await run(sql, appendStatement, [
    appends.map((append) => append.projectId),
    appends.map((append) => append.sessionId),
    appends.map((append) => append.leaseToken),
    appends.map((append) => append.runId),
    appends.map((append) => append.events.length),
    events.map(({ sessionId }) => sessionId),
    events.map(({ ordinal }) => ordinal),
    events.map(({ event }) => event.type),
    events.map(({ event }) => event.at),
    events.map(({ event }) => event.data),
    entries.map(({ sessionId }) => sessionId),
    entries.map(({ ordinal }) => ordinal),
    entries.map(({ entry }) => entry.harness),
    entries.map(({ entry }) => entry.data),
    flushId,
  ]);
  return new Map(rows.map((row) => [row.id, { lastSeq: row.last_seq }]));
}
