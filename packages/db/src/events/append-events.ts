import type { Sql } from "#db.ts";
import type { EventRecord } from "#events/event-record.ts";
import { run, statement } from "#statement.ts";

/** A record of a harness, stored in the transaction of the events that it belongs to. */
export type NewHarnessEntry = { readonly harness: string; readonly data: string };

/** A finished step, stored in the transaction of its event. */
export type NewCheckpoint = {
  readonly id: string;
  readonly step: number;
  readonly label: string;
  /** Its event's place among those of the append, from 1, and how many of the append's entries come before it. */
  readonly eventOrdinal: number;
  readonly entryOrdinal: number;
  /** What the workspace held, as JSON text; null: as at the checkpoint before. */
  readonly snapshot: string | null;
};

/** What one run adds to its session's log. */
export type Append = {
  readonly projectId: string;
  readonly sessionId: string;
  readonly runId: string;
  readonly leaseToken: string;
  readonly events: readonly EventRecord[];
  readonly entries?: readonly NewHarnessEntry[];
  /** With this the run, which was being prepared, is running. */
  readonly isStart?: boolean;
  readonly checkpoints?: readonly NewCheckpoint[];
};

/** For each append, in the order given: the session's last event number, or null where another holds the lease by now. */
export type Appended = readonly ({ readonly lastSeq: number } | null)[];

// Rows are matched by their place in the call, not by session: a runner that lost a session and claimed it again may
// still have something of its old lease in hand.
// Each append takes its own slice of the lists of events and entries: joining them would compare everything with everything.
const appendText = (alsoInsert: string) => `with head as (
     select * from unnest(
       $1::text[], $2::text[], $3::uuid[], $4::text[], $5::boolean[], $7::int[], $8::int[], $9::int[], $10::int[]
     ) with ordinality as h(
       project_id, session_id, lease_token, run_id, is_start, events, first_event, entries, first_entry, place
     )
   ), locked as (
     select s.project_id, s.id, s.last_seq, s.last_flush_id is not distinct from $6::uuid as is_stored,
       h.place, h.run_id, h.is_start, h.events, h.first_event, h.entries, h.first_entry
     from session s join head h on s.project_id = h.project_id and s.id = h.session_id
     where s.lease_token = h.lease_token
     order by s.id
     for update of s
   ), moved as (
     update session s set last_seq = s.last_seq + l.events, last_flush_id = $6, updated_at = now()
     from locked l where s.project_id = l.project_id and s.id = l.id and not l.is_stored
     returning s.project_id, s.id, s.last_seq - l.events as base, s.last_seq,
       l.place, l.run_id, l.is_start, l.events, l.first_event, l.entries, l.first_entry
   ), started as (
     update run r set status = 'running'
     from moved m where m.is_start and r.project_id = m.project_id and r.id = m.run_id and r.status = 'starting'
   ), events as (
     insert into session_event (project_id, session_id, seq, run_id, type, at, data)
     select m.project_id, m.id, m.base + e.ordinal, m.run_id, e.type, e.at, e.data
     from moved m cross join lateral unnest(
       ($11::text[])[m.first_event : m.first_event + m.events - 1],
       ($12::timestamptz[])[m.first_event : m.first_event + m.events - 1],
       ($13::json[])[m.first_event : m.first_event + m.events - 1]
     ) with ordinality as e(type, at, data, ordinal)
   ), entries as (
     insert into harness_entry (project_id, session_id, seq, ordinal, run_id, harness, data)
     select m.project_id, m.id, m.last_seq, n.ordinal, m.run_id, n.harness, n.data
     from moved m cross join lateral unnest(
       ($14::text[])[m.first_entry : m.first_entry + m.entries - 1],
       ($15::json[])[m.first_entry : m.first_entry + m.entries - 1]
     ) with ordinality as n(harness, data, ordinal)
   )${alsoInsert}
   select l.place::int, case when l.is_stored then l.last_seq else l.last_seq + l.events end as last_seq from locked l`;

type AppendedRow = { place: number; last_seq: number };
const appendStatement = statement<AppendedRow>("append-events", appendText(""));
// Most flushes bring no checkpoint, and need not pay for one.
const appendWithCheckpointsStatement = statement<AppendedRow>(
  "append-events-and-checkpoints",
  appendText(`, checkpoints as (
     insert into checkpoint (project_id, session_id, id, run_id, step, label, seq, entry_seq, entry_ordinal, snapshot)
     select m.project_id, m.id, c.id, m.run_id, c.step, c.label, m.base + c.event_ordinal, m.last_seq, c.entry_ordinal,
       c.snapshot
     from unnest($16::int[], $17::text[], $18::int[], $19::text[], $20::int[], $21::int[], $22::json[])
       as c(place, id, step, label, event_ordinal, entry_ordinal, snapshot)
     join moved m on m.place = c.place
   )`),
);

/**
 * Appends events of many runs in one statement, which is one transaction. Every session's row is locked first, in the
 * order of ids, so that `seq` follows the order of commits.
 *
 * `flushId` makes it safe to send again: a session that has stored this very flush is left as it is and answered.
 */
export async function appendEvents(
  sql: Sql,
  { flushId, appends }: { readonly flushId: string; readonly appends: readonly Append[] },
): Promise<Appended> {
  const events = appends.flatMap((append) => append.events);
  const entries = appends.flatMap((append) => append.entries ?? []);
  const eventCounts = appends.map((append) => append.events.length);
  const entryCounts = appends.map((append) => append.entries?.length ?? 0);
  const checkpoints = appends.flatMap((append, index) =>
    (append.checkpoints ?? []).map((checkpoint) => ({ place: index + 1, ...checkpoint })),
  );
  const rows = await run(sql, checkpoints.length > 0 ? appendWithCheckpointsStatement : appendStatement, [
    appends.map((append) => append.projectId),
    appends.map((append) => append.sessionId),
    appends.map((append) => append.leaseToken),
    appends.map((append) => append.runId),
    appends.map((append) => append.isStart ?? false),
    flushId,
    eventCounts,
    firstOfEach(eventCounts),
    entryCounts,
    firstOfEach(entryCounts),
    events.map((event) => event.type),
    events.map((event) => event.at),
    events.map((event) => event.data),
    entries.map((entry) => entry.harness),
    entries.map((entry) => entry.data),
    ...(checkpoints.length > 0 ? checkpointValues(checkpoints) : []),
  ]);
  const lastSeqs = new Map(rows.map((row) => [row.place, row.last_seq]));
  return appends.map((_, index) => {
    const lastSeq = lastSeqs.get(index + 1);
    return lastSeq === undefined ? null : { lastSeq };
  });
}

/** Where each append's own begin in a list of all, counted from 1. */
function firstOfEach(counts: readonly number[]): number[] {
  let next = 1;
  return counts.map((count) => {
    const first = next;
    next += count;
    return first;
  });
}

function checkpointValues(checkpoints: readonly (NewCheckpoint & { readonly place: number })[]) {
  return [
    checkpoints.map(({ place }) => place),
    checkpoints.map(({ id }) => id),
    checkpoints.map(({ step }) => step),
    checkpoints.map(({ label }) => label),
    checkpoints.map(({ eventOrdinal }) => eventOrdinal),
    checkpoints.map(({ entryOrdinal }) => entryOrdinal),
    checkpoints.map(({ snapshot }) => snapshot),
  ];
}
