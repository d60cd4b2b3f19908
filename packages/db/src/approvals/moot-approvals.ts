import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

const mootStatement = statement<{ id: string }>(
  "moot-approvals",
  `update approval set status = 'moot', decided_at = $3, comment = 'The run ended before anybody decided.'
   where project_id = $1 and run_id = $2 and status = 'pending'
   returning id`,
);

/** A run's end answers what it still asks. The caller has locked its session. */
export async function mootApprovals(
  tx: Sql,
  { projectId, runId, now }: { projectId: string; runId: string; now: Date },
): Promise<void> {
  await run(tx, mootStatement, [projectId, runId, now]);
}
