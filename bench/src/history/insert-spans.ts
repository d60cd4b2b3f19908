import type { ClientBase } from "pg";
import type { RunRange } from "#history/insert-runs.ts";

/** The trace of each run: the run, its turn, what the model was asked. */
export async function insertSpans(client: ClientBase, { projectId, first, last }: RunRange): Promise<void> {
  await client.query(
    `insert into span (project_id, trace_id, span_id, parent_span_id, name, kind, start_time, end_time, status_code, attributes)
     select r.project_id, r.trace_id, substr(md5(r.id || n), 1, 16), case when n > 1 then substr(md5(r.id || n - 1), 1, 16) end,
       case n when 1 then 'invoke_agent ' || r.app_slug when 2 then 'turn 1' else 'chat ' || r.model end,
       case n when 3 then 'client' else 'internal' end, r.started_at, r.finished_at,
       case r.status when 'failed' then 'error' else 'ok' end,
       case n
         when 1 then json_build_object('slipway.project.id', r.project_id, 'slipway.session.id', r.session_id, 'slipway.run.id', r.id,
           'gen_ai.agent.id', r.app_id, 'gen_ai.agent.name', r.app_slug, 'slipway.run.status', r.status)
         when 2 then json_build_object('slipway.run.id', r.id, 'slipway.turn', 1)
         else json_build_object('slipway.run.id', r.id, 'gen_ai.operation.name', 'chat', 'gen_ai.request.model', r.model,
           'gen_ai.usage.input_tokens', r.input_tokens, 'gen_ai.usage.output_tokens', r.output_tokens, 'gen_ai.usage.cost',
           r.cost_micro_usd / 1000000.0, 'gen_ai.input.messages', r.input->>'message', 'gen_ai.output.messages', r.output_text)
       end
     from run r cross join generate_series(1, 3) n where r.project_id = $1 and r.id between $2 and $3`,
    [projectId, first, last],
  );
}

type LongTrace = { readonly projectId: string; readonly runId: string; readonly spans: number };

/** Of each turn: itself, what the model was asked, and tools that it called, each of which sends spans of its own. */
const spansPerTurn = 50;

/**
 * Makes the trace of a run one of so many spans: an agent that worked for hundreds of turns, with what was said and what
 * tools answered on its spans.
 */
export async function insertLongTrace(
  client: ClientBase,
  { projectId, runId, spans }: LongTrace,
): Promise<void> {
  await client.query(
    `insert into span (project_id, trace_id, span_id, parent_span_id, name, kind, start_time, end_time, status_code,
       status_message, attributes)
     select r.project_id, r.trace_id, lpad(to_hex(n), 16, '0'),
       case when n = 1 then substr(md5(r.id || '1'), 1, 16) when place = 0 then lpad(to_hex(1), 16, '0')
         when place = 1 or place % 2 = 0 then lpad(to_hex(n - place), 16, '0') else lpad(to_hex(n - 1), 16, '0') end,
       case when n = 1 then 'agent at work' when place = 0 then 'turn ' || turn when place = 1 then 'chat ' || r.model
         when place % 2 = 0 then 'execute_tool ' || (array['read', 'bash', 'grep', 'edit'])[1 + n % 4]
         else 'GET https://files.example.com/' || n end,
       case when place = 1 or place % 2 = 1 then 'client' else 'internal' end,
       r.started_at + make_interval(secs => n * 0.0123),
       r.started_at + case when n = 1 then make_interval(secs => $3 * 0.0124)
         when place = 0 then make_interval(secs => (n + $4) * 0.0123) else make_interval(secs => (n + 2) * 0.0123) end,
       case when n % 997 = 0 then 'error' else 'ok' end, case when n % 997 = 0 then 'The file is not there.' end,
       case
         when n = 1 or place = 0 then json_build_object('slipway.run.id', r.id, 'slipway.turn', turn)
         when place = 1 then json_build_object('slipway.run.id', r.id, 'gen_ai.operation.name', 'chat', 'gen_ai.request.model', r.model,
           'gen_ai.usage.input_tokens', 1200 + n, 'gen_ai.usage.output_tokens', 80, 'gen_ai.usage.cost', 0.0012,
           'gen_ai.input.messages', repeat(r.output_text, 8), 'gen_ai.output.messages', r.output_text)
         when place % 2 = 0 then json_build_object('slipway.run.id', r.id, 'gen_ai.operation.name', 'execute_tool', 'gen_ai.tool.name',
           (array['read', 'bash', 'grep', 'edit'])[1 + n % 4], 'gen_ai.tool.call.id', 'call_' || n,
           'gen_ai.tool.call.arguments', '{"path":"src/part-' || n || '.ts"}', 'gen_ai.tool.call.result', repeat(r.output_text, 2))
         else json_build_object('http.request.method', 'GET', 'url.full', 'https://files.example.com/' || n,
           'http.response.status_code', 200, 'server.address', 'files.example.com')
       end
     from run r cross join generate_series(1, $3::int) n
     cross join lateral (select (n - 2) / $4::int + 1 as turn, case when n = 1 then -1 else (n - 2) % $4::int end as place) at
     where r.project_id = $1 and r.id = $2`,
    [projectId, runId, spans, spansPerTurn],
  );
}
