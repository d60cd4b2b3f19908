import type { EventType } from "@slipway/schemas/events/event";
import type { Sql } from "#db.ts";
import type { EventRecord } from "#events/event-record.ts";
import { type ModelAddress, modelAddress } from "#providers/model-address.ts";
import { type RunRow, runColumns } from "#runs/run-row.ts";
import { run, statement } from "#statement.ts";

/** The right to write a run's events and end. Every write must carry the token; another token means: stop. */
export type Lease = {
  readonly projectId: string;
  readonly sessionId: string;
  readonly runId: string;
  readonly leaseToken: string;
};

export type ClaimedRun = {
  readonly lease: Lease;
  readonly row: RunRow;
  readonly draftConfig: unknown;
  readonly trace: {
    readonly parentSpanId: string | null;
    readonly flags: number;
    readonly state: string | null;
  };
  /** Whether its spans may say what people, models and tools said. */
  readonly capturesContent: boolean;
  readonly cancelRequested: boolean;
  /** What the invoke answers in advance where the configuration asks. */
  readonly approvals: Readonly<Record<string, "allow" | "deny">>;
  /** How often it has waited for a person, and how long altogether. */
  readonly parks: number;
  readonly waitedMs: number;
  /** Whether the model has seen anything of the session before. */
  readonly hasRecord: boolean;
  /** What the claim has written into the log, and the number of its last event; null: nothing, it went on from before. */
  readonly begun: { readonly lastSeq: number; readonly events: readonly EventRecord[] } | null;
  /** Where its model is called, as the provider was at the claim. Null: the project has no such provider. */
  readonly modelAddress: ModelAddress | null;
};

export type ClaimRuns = {
  readonly runnerId: string;
  /** How many at most. */
  readonly slots: number;
  /** Runs that one project may have at work at once. */
  readonly projectLimit: number;
  readonly now: Date;
};

/** A claimed run, as the columns of {@link claimedColumns} say it. */
export type ClaimedColumns = RunRow & {
  lease_token: string;
  draft_config: unknown;
  parent_span_id: string | null;
  trace_flags: number;
  trace_state: string | null;
  captures_content: boolean;
  cancel_requested_at: Date | null;
  approvals: Record<string, "allow" | "deny"> | null;
  parks: number;
  /** bigint: the driver returns it as text. */
  waited_ms: string;
  has_record: boolean;
  model_address: ModelAddress | null;
};

/** Everything that a runner has to know of a run, of which `c` has the columns of `run` and a `lease_token`. */
export const claimedColumns = `${runColumns("c")}, c.lease_token, c.draft_config, c.parent_span_id, c.trace_flags, c.trace_state,
     (select p.captures_content from project p where p.id = c.project_id) as captures_content,
     c.cancel_requested_at, c.approvals, c.parks, c.waited_ms,
     exists (
       select from harness_entry h where h.project_id = c.project_id and h.session_id = c.session_id
     ) as has_record,
     ${modelAddress({ project: "c.project_id", ref: "c.model" })} as model_address`;

type ClaimedRow = ClaimedColumns & {
  are_others_held_back: boolean;
  last_seq_of_claim: number | null;
  begun_types: EventType[] | null;
  begun_data: string[] | null;
};

/** Where nothing was claimed there is one row all the same, for what it says of the others. */
type NoneClaimedRow = { id: null; are_others_held_back: boolean };

// A run may start where its place, counted from what already runs, is within the limit. So runners that claim at once
// choose among the same runs, and the limit holds without a lock between them; only a run whose turn in the queue is
// earlier than that of others, and which becomes visible between two claims, can come on top.
// Fair between projects: the first waiting run of each comes before anybody's second one, counting what already runs.
// Nothing here is looked up for each run among all others: a claim of many out of many would take the square of it.
// The session's row is locked before the run's, as everywhere; one that is locked is somebody else's claim or append.
const claimStatement = statement<ClaimedRow | NoneClaimedRow>(
  "claim-runs",
  `with working as materialized (
     select project_id, count(*) as runs from run where status in ('starting', 'running') group by project_id
   ), line as (
     select r.project_id, r.session_id, r.ready_at, r.ctid as version,
       coalesce(w.runs, 0) + row_number() over (partition by r.project_id order by r.ready_at, r.id) as place
     from run r left join working w using (project_id)
     where r.status = 'queued' and r.ready_at is not null
   ), picked as (
     select line.version, s.updated_at as since
     from line join session s on s.project_id = line.project_id and s.id = line.session_id
     where line.place <= $3
     order by line.place, line.ready_at
     limit $2
     for update of s skip locked
   ), claimed as (
     update run r set status = 'starting', attempt = r.attempt + 1, runner_id = $1, ready_at = null, steers = null,
       -- Not before the run that it waited for has ended, though this was asked before.
       started_at = coalesce(r.started_at, greatest($4, p.since))
     from picked p
     where r.ctid = p.version and r.status = 'queued' and r.ready_at is not null
     returning r.*, gen_random_uuid() as lease_token
   ), first_events as (
     select c.project_id, c.session_id, c.id as run_id, 1 as step, 'message.created' as type,
       json_build_object('message', json_build_object(
         'id', c.message_id, 'role', 'user', 'runId', c.id,
         'parts', json_build_array(json_build_object(
           'id', c.message_id || ':text', 'state', 'done', 'type', 'text', 'text', coalesce(c.input->>'message', ''))),
         'createdAt', $5::text)) as data
     from claimed c where c.attempt = 1 and not c.announced
     union all
     select c.project_id, c.session_id, c.id, 2, 'run.started',
       case when c.retry_of is null
         then json_build_object('attempt', c.attempt, 'model', c.model, 'revision', c.revision)
         else json_build_object('attempt', c.attempt, 'model', c.model, 'revision', c.revision,
           'supersedes', jsonb_build_object('runId', c.retry_of, 'messageId', c.message_id)
             || coalesce(c.continues, '{}'))
       end
     from claimed c where c.attempt = 1
   ), counted as (
     select c.project_id, c.session_id, c.id as run_id, c.lease_token,
       case when c.attempt > 1 then 0 when c.announced then 1 else 2 end as events
     from claimed c
   ), leased as (
     update session s set active_run_id = c.run_id, lease_token = c.lease_token, last_seq = s.last_seq + c.events,
       updated_at = $4
     from counted c where s.project_id = c.project_id and s.id = c.session_id
     returning s.project_id, s.id, s.last_seq - c.events as base
   ), events as (
     insert into session_event (project_id, session_id, seq, run_id, type, at, data)
     select f.project_id, f.session_id, l.base + row_number() over (partition by f.run_id order by f.step),
       f.run_id, f.type, $4, f.data
     from first_events f join leased l on l.project_id = f.project_id and l.id = f.session_id
     returning run_id, seq, type, data
   ), begun as (
     select run_id, max(seq) as last_seq, array_agg(type order by seq) as types, array_agg(data::text order by seq) as data
     from events group by run_id
   )
   select ${claimedColumns},
     b.last_seq as last_seq_of_claim, b.types as begun_types, b.data as begun_data,
     exists (select from line where line.place > $3) as are_others_held_back
   from (values (true)) as always left join claimed c on true left join begun b on b.run_id = c.id`,
);

type Claimed = {
  readonly claimed: ClaimedRun[];
  /** There are runs that a project's limit keeps from starting. */
  readonly areOthersHeldBack: boolean;
};

/** Takes runs that can start: each becomes `starting` under a new lease, with its first events in the log. */
export async function claimRuns(
  sql: Sql,
  { runnerId, slots, projectLimit, now }: ClaimRuns,
): Promise<Claimed> {
  const rows = await run(sql, claimStatement, [runnerId, slots, projectLimit, now, now.toISOString()]);
  return {
    claimed: rows.flatMap((row) => (row.id === null ? [] : [toClaimed(row, now)])),
    areOthersHeldBack: rows.some((row) => row.are_others_held_back),
  };
}

function toClaimed(claimed: ClaimedRow, now: Date): ClaimedRun {
  const { last_seq_of_claim, begun_types, begun_data, are_others_held_back: _, ...columns } = claimed;
  const events = (begun_types ?? []).map((type, index): EventRecord => {
    return { type, at: now, data: begun_data?.[index] ?? "{}" };
  });
  return toClaimedRun(columns, last_seq_of_claim === null ? null : { lastSeq: last_seq_of_claim, events });
}

export function toClaimedRun(claimed: ClaimedColumns, begun: ClaimedRun["begun"]): ClaimedRun {
  const {
    lease_token,
    draft_config,
    parent_span_id,
    trace_flags,
    trace_state,
    captures_content,
    cancel_requested_at,
    approvals,
    parks,
    waited_ms,
    has_record,
    model_address,
    ...row
  } = claimed;
  return {
    lease: { projectId: row.project_id, sessionId: row.session_id, runId: row.id, leaseToken: lease_token },
    row,
    draftConfig: draft_config,
    trace: { parentSpanId: parent_span_id, flags: trace_flags, state: trace_state },
    capturesContent: captures_content,
    cancelRequested: cancel_requested_at !== null,
    approvals: approvals ?? {},
    parks,
    waitedMs: Number(waited_ms),
    hasRecord: has_record,
    begun,
    modelAddress: model_address,
  };
}
