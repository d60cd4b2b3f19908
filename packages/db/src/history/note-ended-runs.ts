import type { Sql } from "#db.ts";
import { countInHours } from "#history/count-in-hours.ts";
import { runDuration } from "#history/run-duration.ts";
import { run, statement } from "#statement.ts";

/** Few enough for a statement of some 50 ms. */
const slice = 500;

const noteStatement = statement<{ noted: number }>(
  "note-ended-runs",
  `with due as (
     delete from run_due d using (
       select project_id, id from run_due limit $1 for update skip locked
     ) picked
     where d.project_id = picked.project_id and d.id = picked.id
     returning d.project_id, d.id
   ), ended as materialized (
     select r.* from due join run r on r.project_id = due.project_id and r.id = due.id
   ), facts as (
     insert into run_fact (project_id, id, session_id, app_id, app_type, revision, environment, model, status, stop_reason,
       source, user_id, tokens, cost_micro_usd, duration_ms, ttft_ms, created_at, trace_id)
     select project_id, id, session_id, app_id, app_type, revision, environment, model, status, stop_reason, source, user_id,
       input_tokens + output_tokens, cost_micro_usd,
       ${runDuration()}, ttft_ms, created_at, trace_id
     from ended on conflict do nothing returning *
   ), hours as (
     ${countInHours("facts", "+")}
   ), texts as (
     insert into run_text (project_id, id, words)
     select project_id, id, run_words(project_id, input, output_text) from ended on conflict do nothing
   )
   select count(*)::int as noted from due`,
);

/** Takes what has ended over into the tables that the history is searched by. Answers how many runs. */
export async function noteEndedRuns(sql: Sql): Promise<number> {
  for (let total = 0; ; ) {
    const [found] = await run(sql, noteStatement, [slice]);
    total += found?.noted ?? 0;
    if ((found?.noted ?? 0) < slice) return total;
  }
}
