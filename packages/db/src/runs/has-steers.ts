import type { Sql } from "#db.ts";
import type { Lease } from "#runs/claim-runs.ts";
import { run, statement } from "#statement.ts";

const hasStatement = statement<{ id: string }>(
  "has-steers",
  "select id from run where project_id = $1 and steers = $2 and status = 'queued' limit 1",
);

/** Whether somebody has said something into a run that it has not taken. Asked at every step: its index is all but empty. */
export async function hasSteers(sql: Sql, { projectId, runId }: Lease): Promise<boolean> {
  const rows = await run(sql, hasStatement, [projectId, runId]);
  return rows.length > 0;
}
