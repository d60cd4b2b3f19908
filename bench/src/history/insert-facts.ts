import { countInHours } from "@slipway/db/history/count-in-hours";
import type { ClientBase } from "pg";
import type { RunRange } from "#history/insert-runs.ts";

const range = "project_id = $1 and id between $2 and $3";

/** Sessions, facts, words and opinions follow from the runs, in the very form that a run's end gives them. */
export async function insertFacts(client: ClientBase, { projectId, first, last }: RunRange): Promise<void> {
  const values = [projectId, first, last];
  await client.query(
    `insert into session (project_id, id, app_id, title, last_seq, created_at, updated_at)
     select project_id, session_id, app_id, left(input->>'message', 60), last_seq, created_at, finished_at
     from run where ${range}`,
    values,
  );
  await client.query(
    `insert into run_fact (project_id, id, session_id, app_id, app_type, revision, environment, model, status, stop_reason,
       source, user_id, tokens, cost_micro_usd, duration_ms, ttft_ms, created_at, trace_id)
     select project_id, id, session_id, app_id, app_type, revision, environment, model, status, stop_reason, source, user_id,
       input_tokens + output_tokens, cost_micro_usd, extract(epoch from finished_at - started_at) * 1000, ttft_ms, created_at,
       trace_id
     from run where ${range}`,
    values,
  );
  await client.query(
    `insert into run_text (project_id, id, words) select project_id, id, run_words(project_id, input, output_text)
     from run where ${range}`,
    values,
  );
  await client.query(
    countInHours("(select * from run_fact where project_id = $1 and id between $2 and $3)", "+"),
    values,
  );
  // One in fifty says what they think, one in four of them with a note.
  await client.query(
    `insert into feedback (project_id, run_id, author, session_id, rating, note, updated_at)
     select project_id, id, coalesce(user_id, 'usr_seed0'), session_id, case when n % 150 = 0 then 'down' else 'up' end,
       case when n % 200 = 0 then left(output_text, 80) end, finished_at
     from (select *, row_number() over (order by id) as n from run where ${range}) numbered where n % 50 = 0`,
    values,
  );
}
