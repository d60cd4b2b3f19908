import { newId } from "@slipway/schemas/ids";
import type { ClientBase } from "pg";
import type { createWriter } from "#history/write-like-people.ts";

/** The ids of runs that were made one after the other. */
export type RunRange = { readonly projectId: string; readonly first: string; readonly last: string };

type InsertRuns = {
  readonly projectId: string;
  readonly times: readonly number[];
  readonly people: ReturnType<typeof createWriter>;
  readonly eventsPerRun: number;
};

/** Runs that began at these times, each in a session of its own. Returns where they begin and end. */
export async function insertRuns(
  client: ClientBase,
  { projectId, times, people, eventsPerRun }: InsertRuns,
): Promise<RunRange> {
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
       tokens / 3, tokens - tokens / 3, 1, cost, '{}', false, 1, 1, source, user_id, md5(id), 1, $18, at,
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
      eventsPerRun,
    ],
  );
  return { projectId, first: runs[0]?.id ?? "", last: runs.at(-1)?.id ?? "" };
}
