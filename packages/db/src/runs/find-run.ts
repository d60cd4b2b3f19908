import type { Run } from "@slipway/schemas/runs/run";
import type { Sql } from "#db.ts";
import { type RunRow, runColumns, toRun } from "#runs/run-row.ts";
import { run, statement } from "#statement.ts";

const findStatement = statement<RunRow & { queue_position: number | null }>(
  "find-run",
  `select ${runColumns("r")},
     case when r.status = 'queued' then (
       select count(*)::int from run q
       where q.project_id = r.project_id and q.session_id = r.session_id and q.status = 'queued'
         and q.queue_rank <= r.queue_rank
     ) end as queue_position
   from run r where r.project_id = $1 and r.id = $2`,
);

/** A run of the project, or null. */
export async function findRun(sql: Sql, projectId: string, runId: string): Promise<Run | null> {
  const [row] = await run(sql, findStatement, [projectId, runId]);
  return row ? toRun(row, row.queue_position ?? undefined) : null;
}

const findByClientMessageStatement = statement<{ id: string; request_hash: string | null }>(
  "find-run-by-client-message",
  "select id, request_hash from run where project_id = $1 and app_id = $2 and client_message_id = $3",
);

/** The run that an earlier sending of the same message made. */
export async function findRunByClientMessage(
  sql: Sql,
  { projectId, appId, clientMessageId }: { projectId: string; appId: string; clientMessageId: string },
): Promise<{ runId: string; requestHash: string | null } | null> {
  const [row] = await run(sql, findByClientMessageStatement, [projectId, appId, clientMessageId]);
  return row ? { runId: row.id, requestHash: row.request_hash } : null;
}
