import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

const listStatement = statement<{ id: string }>(
  "list-cancel-requests",
  `select id from run where runner_id = $1 and status in ('starting', 'running') and cancel_requested_at is not null`,
);

/** The runs of a runner that somebody wants to stop: what a lost notification would have said. */
export async function listCancelRequests(sql: Sql, runnerId: string): Promise<string[]> {
  const rows = await run(sql, listStatement, [runnerId]);
  return rows.map((row) => row.id);
}
