import { isStillTarget } from "#runs/find-invoke-target.ts";
import { statement } from "#statement.ts";
import { heartbeatIntervalMs } from "#sweep/lease.ts";

/* Ways to write a new run in one statement. Their values, in this order, are those of `insertValues` in insert-run.ts. */

type InsertStatement = {
  readonly name: string;
  /** SQL for `taker`, the runner that gets the run at once, if any. */
  readonly taker: string;
  /** SQL that makes or moves the session's row, by as many numbers of its log as there are first events. */
  readonly moved: string;
  readonly lastSeq: string;
};

const insertStatement = ({ name, taker, moved, lastSeq }: InsertStatement) =>
  statement<{ last_seq: number; runner_id: string | null }>(
    name,
    `with ${taker}, first_events as (
     select e.type, e.data, e.ordinal from unnest($28::text[], $29::json[]) with ordinality as e(type, data, ordinal)
     union all
     select 'run.started', taker.started, cardinality($28::text[]) + 1 from taker
   ), moved as (
     ${moved}
     returning ${lastSeq} - (select count(*)::int from first_events) as base
   ), events as (
     insert into session_event (project_id, session_id, seq, run_id, type, at, data)
     select $1, $3, moved.base + e.ordinal, $2, e.type, $26, e.data from moved, first_events e
   ), ranked as (
     select case
       when $24 then coalesce(min(queue_rank), 0) - 1
       else coalesce(max(queue_rank), 0) + 1
     end as queue_rank
     from run where project_id = $1 and session_id = $3 and status = 'queued'
   ), held as (
     -- What goes to the head of a queue takes the turn of the one that could be claimed until now.
     update run set ready_at = null
     where $24 and project_id = $1 and session_id = $3 and status = 'queued' and ready_at is not null
   )
   insert into run (
     project_id, id, session_id, app_id, app_slug, app_type, revision, environment, draft_config, model, status,
     input, message_id, client_message_id, request_hash, budget, durable, queue_rank, ready_at, announced, source,
     user_id, metadata, trace_id, parent_span_id, trace_flags, trace_state, first_seq, created_at,
     retry_of, approvals, steers, continues, rewind_seq, rewind_ordinal, runner_id, attempt, started_at
   )
   select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, case when taker.id is null then 'queued' else 'starting' end,
     $11, $12, $13, $14, $15, $16, ranked.queue_rank, case when $27 and taker.id is null then now() end, $25, $17,
     $18, $19, $20, $21, $22, $23, moved.base + 1, $26, $30, $31, $32, $33, $34, $35,
     taker.id, case when taker.id is null then 0 else 1 end, case when taker.id is not null then $26 end
   from moved cross join ranked left join taker on true
   returning (select base from moved) + cardinality($28::text[]) as last_seq, runner_id`,
  );

/** Into a session that the caller has locked. Whether it can start now was decided before. */
export const intoSessionStatement = insertStatement({
  name: "insert-run",
  taker: "taker as (select null::text as id, null::json as started where false)",
  moved: `update session set last_seq = last_seq + cardinality($28::text[]), updated_at = $26,
       title = case when last_seq = 0 then $36 else title end
     where project_id = $1 and id = $3`,
  lastSeq: "last_seq",
});

/** A runner that has said nothing for so long gets nothing: a beat of its is overdue by a second. */
const takerBeatMs = heartbeatIntervalMs + 1_000;
/** So many are begun at once. A crowd that begins all at once makes everybody wait: the queue lets them in by and by. */
const crowd = 16;
/** What can be inserted at the same time, and so stays free of what a runner or a project may have. */
const room = 16;

// Where nobody waits for a runner and one has much room, a claim would take the run at once: it gets it without one. Near to
// a limit the queue decides, whose claims keep to it exactly: runs that are inserted at the same time do not see each other.
const takerOfNew = `at_work as materialized (
     select project_id, runner_id, status from run where status in ('starting', 'running')
   ), taker as (
     select r.id, $38::json as started from runner r
     where $38::json is not null and r.project_limit is not null and r.draining_at is null
       and r.heartbeat_at > now() - make_interval(secs => ${takerBeatMs / 1_000})
       and (select count(*) from at_work w where w.runner_id = r.id) + ${room} <= r.capacity
       and (select count(*) from at_work w where w.project_id = $1) + ${room} <= r.project_limit
       and (select count(*) from at_work w where w.runner_id = r.id and w.status = 'starting') < ${crowd}
       and not exists (select from run where status = 'queued' and ready_at is not null)
     order by (select count(*) from at_work w where w.runner_id = r.id) limit 1
   )`;

/** What was remembered of what was asked for still holds, where it is by that. */
const isStillMeant = `($39::boolean is not true or ${isStillTarget({
  project: "$1",
  app: "$4",
  slug: "$5",
  revision: "$7::int",
  environment: "$8::text",
  model: "$10::text",
  clientMessageId: "$13::text",
  wantedRevision: "$40::bigint",
  wantedEnvironment: "$41::text",
})})`;

/** With a session of its own. Nothing is done where too many wait, or what was recalled holds no more. */
export const withSessionStatement = insertStatement({
  name: "insert-run-with-session",
  taker: takerOfNew,
  moved: `insert into session (project_id, id, app_id, user_id, title, last_seq, updated_at, active_run_id, lease_token)
     select $1, $3, $4, $18, $36, (select count(*) from first_events), $26,
       (select $2 from taker), (select gen_random_uuid() from taker)
     where (select count(*) from (select 1 from run where project_id = $1 and status = 'queued' limit $37) q) < $37
       and ${isStillMeant}`,
  lastSeq: "last_seq",
});

/**
 * The same into a session that has nothing to do. As with the end of a run, what the statement sees is older than a lock
 * that it had to wait for: where the session was written in between, or is not idle, nothing is done.
 */
export const intoIdleSessionStatement = insertStatement({
  name: "insert-run-into-idle-session",
  taker: takerOfNew,
  moved: `update session s set last_seq = s.last_seq + (select count(*) from first_events), updated_at = $26,
       title = case when s.last_seq = 0 then $36 else s.title end,
       active_run_id = (select $2 from taker), lease_token = (select gen_random_uuid() from taker)
     from (
       select l.project_id, l.id from (
         select project_id, id, app_id, active_run_id, ctid as version from session
         where project_id = $1 and id = $3 for update
       ) l join (select ctid as version from session where project_id = $1 and id = $3) seen on seen.version = l.version
       where l.app_id = $4 and l.active_run_id is null
         and not exists (select from run where project_id = $1 and session_id = $3 and status = 'queued')
         and (select count(*) from (select 1 from run where project_id = $1 and status = 'queued' limit $37) q) < $37
         and ${isStillMeant}
     ) idle
     where s.project_id = idle.project_id and s.id = idle.id`,
  lastSeq: "s.last_seq",
});
