import { newId } from "@slipway/schemas/ids";
import type { ClientBase } from "pg";
import { postponeIndexes } from "#history/postpone-indexes.ts";
import { createWriter } from "#history/write-like-people.ts";

export type SeedHistory = {
  readonly projectId: string;
  readonly runs: number;
  readonly eventsPerRun: number;
  readonly say: (text: string) => void;
};

const slice = 20_000;
const days = 30;
/** The same history each time. */
const seed = 7;

/**
 * Fills a project with runs of the last 30 days, as they would have come about: with sessions, events, and what the
 * history is searched by. Nothing else may go on meanwhile: triggers are off, indexes are made at the end.
 */
export async function seedHistory(
  client: ClientBase,
  { projectId, runs, eventsPerRun, say }: SeedHistory,
): Promise<void> {
  await client.query("alter table run disable trigger user; set synchronous_commit = off");
  await client.query("set maintenance_work_mem = '512MB'; set max_parallel_maintenance_workers = 2");
  const indexes = await postponeIndexes(client, ["run", "run_fact", "run_text"]);
  const people = createWriter(seed);
  const beganMs = Date.now() - days * 86_400_000;
  const stepMs = (days * 86_400_000) / runs;
  for (let from = 0; from < runs; from += slice) {
    const count = Math.min(slice, runs - from);
    const times = Array.from({ length: count }, (_, n) => Math.floor(beganMs + (from + n) * stepMs));
    await insertRuns(client, { projectId, times, people });
    if ((from / slice) % 10 === 9) say(`${from + count} runs`);
  }
  await insertFacts(client, projectId);
  say("facts and words");
  await insertEvents(client, projectId, eventsPerRun);
  say("events");
  await indexes.make();
  say("indexes");
  await client.query("vacuum (analyze) run, run_fact, run_text, session, session_event");
  await client.query("alter table run enable trigger user; reset synchronous_commit");
}

type InsertRuns = {
  readonly projectId: string;
  readonly times: readonly number[];
  readonly people: ReturnType<typeof createWriter>;
};

async function insertRuns(client: ClientBase, { projectId, times, people }: InsertRuns): Promise<void> {
  const runs = times.map((at) => ({
    id: newId("run", at),
    sessionId: newId("session", at),
    at: new Date(at),
    ...people.run(),
  }));
  await client.query(
    `insert into run (project_id, id, session_id, app_id, app_slug, app_type, revision, environment, model, status,
       stop_reason, input, message_id, output_text, error, input_tokens, output_tokens, turns, cost_micro_usd, budget, durable,
       attempt, queue_rank, source, user_id, trace_id, first_seq, last_seq, created_at, started_at, finished_at, ttft_ms)
     select $1, id, session_id, app, app, type, revision, environment, model,
       case when stop_reason in ('completed', 'cancelled') then stop_reason else 'failed' end, stop_reason,
       jsonb_build_object('message', asked), replace(id, 'run_', 'msg_'), answered,
       case when stop_reason not in ('completed', 'cancelled')
         then '{"code": "provider_error", "message": "The provider answered 500.", "retryable": true}'::jsonb end,
       tokens / 3, tokens - tokens / 3, 1, cost, '{}', false, 1, 1, source, user_id, md5(id), 1, 20, at,
       at + interval '5 milliseconds', at + make_interval(secs => ms / 1000.0), least(ms, 400)
     from unnest($2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::int[], $8::text[], $9::text[],
       $10::text[], $11::text[], $12::text[], $13::int[], $14::bigint[], $15::int[], $16::text[], $17::text[])
       as r(id, session_id, at, app, type, revision, environment, model, stop_reason, asked, answered, tokens, cost, ms, source,
         user_id)`,
    [
      projectId,
      runs.map((run) => run.id),
      runs.map((run) => run.sessionId),
      runs.map((run) => run.at),
      runs.map((run) => run.app),
      runs.map((run) => run.type),
      runs.map((run) => run.revision),
      runs.map((run) => run.environment),
      runs.map((run) => run.model),
      runs.map((run) => run.stopReason),
      runs.map((run) => run.asked),
      runs.map((run) => run.answered),
      runs.map((run) => run.tokens),
      runs.map((run) => run.costMicroUsd),
      runs.map((run) => run.durationMs),
      runs.map((run) => run.source),
      runs.map((run) => run.userId),
    ],
  );
}

/** Sessions, facts and words follow from the runs, in the very form that a run's end gives them. */
async function insertFacts(client: ClientBase, projectId: string): Promise<void> {
  await client.query(
    `insert into session (project_id, id, app_id, title, last_seq, created_at, updated_at)
     select project_id, session_id, app_id, left(input->>'message', 60), last_seq, created_at, finished_at
     from run where project_id = $1 on conflict do nothing`,
    [projectId],
  );
  await client.query(
    `insert into run_fact (project_id, id, session_id, app_id, app_type, revision, environment, model, status, stop_reason,
       source, user_id, tokens, cost_micro_usd, duration_ms, ttft_ms, created_at, trace_id)
     select project_id, id, session_id, app_id, app_type, revision, environment, model, status, stop_reason, source, user_id,
       input_tokens + output_tokens, cost_micro_usd, extract(epoch from finished_at - started_at) * 1000, ttft_ms, created_at, trace_id
     from run where project_id = $1 and finished_at is not null on conflict do nothing`,
    [projectId],
  );
  await client.query(
    `insert into run_text (project_id, id, words) select project_id, id, run_words(project_id, input, output_text)
     from run where project_id = $1 and finished_at is not null on conflict do nothing`,
    [projectId],
  );
}

async function insertEvents(client: ClientBase, projectId: string, eventsPerRun: number): Promise<void> {
  await client.query(
    `insert into session_event (project_id, session_id, seq, run_id, type, at, data)
     select r.project_id, r.session_id, n, r.id, 'text.delta', r.created_at,
       json_build_object('blockId', replace(r.id, 'run_', 'blk_'), 'delta', 'Some of the words of an answer, as they were written. ')
     from run r cross join generate_series(1, $2::int) n where r.project_id = $1 order by r.session_id, n
     on conflict do nothing`,
    [projectId, eventsPerRun],
  );
}
