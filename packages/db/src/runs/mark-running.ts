import type { Sql } from "#db.ts";
import type { Lease } from "#runs/claim-runs.ts";
import { run, statement } from "#statement.ts";

const markStatement = statement<{ id: string }>(
  "mark-running",
  `with locked as (
     select id from session where project_id = $1 and id = $2 and lease_token = $4 for update
   )
   update run r set status = 'running' from locked
   where r.project_id = $1 and r.id = $3 and r.status in ('starting', 'running')
   returning r.id`,
);

/**
 * The set-up is done and the model is asked next. `fenced`: another owns the run by now, stop. Safe to call again, as when
 * the first answer was lost.
 */
export async function markRunning(sql: Sql, lease: Lease): Promise<"running" | "fenced"> {
  const rows = await run(sql, markStatement, [
    lease.projectId,
    lease.sessionId,
    lease.runId,
    lease.leaseToken,
  ]);
  return rows.length === 1 ? "running" : "fenced";
}
