import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

type RequestCancel = {
  readonly projectId: string;
  readonly runId: string;
  readonly reason: string | null;
  readonly now: Date;
};

const requestStatement = statement<{ id: string }>(
  "request-cancel",
  `update run set cancel_requested_at = $3, cancel_reason = $4
   where project_id = $1 and id = $2 and status in ('starting', 'running') and cancel_requested_at is null
   returning id`,
);

/** Asks the runner that works on a run to stop it. The first request counts. */
export async function requestCancel(
  sql: Sql,
  { projectId, runId, reason, now }: RequestCancel,
): Promise<void> {
  await run(sql, requestStatement, [projectId, runId, now, reason]);
}
