import type { ClientBase } from "pg";
import type { RunRange } from "#history/insert-runs.ts";

/** Such as every run has; the others are what its answer was streamed in. */
export const fewestEvents = 9;

/** The log of each run: what was asked, one turn whose text is streamed, its end. */
export async function insertEvents(
  client: ClientBase,
  { projectId, first, last }: RunRange,
  eventsPerRun: number,
): Promise<void> {
  await client.query(
    `insert into session_event (project_id, session_id, seq, run_id, type, at, data)
     select r.project_id, r.session_id, n, r.id,
       case n when 1 then 'message.created' when 2 then 'run.queued' when 3 then 'run.started' when 4 then 'turn.started'
         when 5 then 'text.started' when $4 - 2 then 'text.finished' when $4 - 1 then 'turn.finished' when $4 then 'run.finished'
         else 'text.delta' end,
       r.created_at + (r.finished_at - r.created_at) * n / $4,
       case n
         when 1 then json_build_object('message', json_build_object('id', r.message_id, 'role', 'user', 'runId', r.id, 'parts',
           json_build_array(json_build_object('id', names.block, 'type', 'text', 'text', r.input->>'message', 'state', 'done')),
           'createdAt', r.created_at))
         when 2 then '{"position":1}'
         when 3 then json_build_object('attempt', 1, 'model', r.model, 'revision', r.revision)
         when 4 then json_build_object('turn', 1, 'model', r.model, 'messageId', names.answer)
         when 5 then json_build_object('blockId', names.block)
         when $4 - 2 then json_build_object('blockId', names.block, 'text', r.output_text)
         when $4 - 1 then json_build_object('turn', 1, 'model', r.model, 'usage',
           json_build_object('inputTokens', r.input_tokens, 'outputTokens', r.output_tokens), 'costUsd',
           r.cost_micro_usd / 1000000.0, 'stopReason', 'stop', 'ttftMs', r.ttft_ms)
         when $4 then json_build_object('run', json_build_object('id', r.id, 'sessionId', r.session_id, 'status', r.status,
           'stopReason', r.stop_reason, 'input', r.input, 'output', json_build_object('text', r.output_text), 'costUsd',
           r.cost_micro_usd / 1000000.0, 'traceId', r.trace_id, 'createdAt', r.created_at, 'finishedAt', r.finished_at))
         else json_build_object('blockId', names.block, 'delta', substr(r.output_text, (n - 6) * names.piece + 1, names.piece))
       end
     from run r
     cross join lateral (select replace(r.id, 'run_', 'blk_') as block, replace(r.id, 'run_', 'msg_') || 'a' as answer,
       length(r.output_text) / ($4 - 8) + 1 as piece) names
     cross join generate_series(1, $4::int) n
     where r.project_id = $1 and r.id between $2 and $3`,
    [projectId, first, last, eventsPerRun],
  );
}
