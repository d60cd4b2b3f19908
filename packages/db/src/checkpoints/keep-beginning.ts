import type { Sql } from "#db.ts";
import type { Lease } from "#runs/claim-runs.ts";
import { run, statement } from "#statement.ts";

export type KeepBeginning = {
  readonly id: string;
  /** JSON text. */
  readonly snapshot: string;
  /** What was put into the workspace: it need not be put there again. */
  readonly uploadIds: readonly string[];
};

const keepStatement = statement<{ id: string }>(
  "keep-workspace-beginning",
  `with held as (
     select project_id, id, last_seq from session
     where project_id = $1 and id = $2 and lease_token = $3 for update
   ), placed as (
     delete from upload u using held
     where u.project_id = held.project_id and u.session_id = held.id and u.id = any($7::text[])
   )
   insert into checkpoint (project_id, session_id, id, run_id, step, label, seq, entry_seq, entry_ordinal, snapshot)
   select project_id, id, $4, $5, 0, '', last_seq, 0, 0, $6::json from held
   returning id`,
);

/** Stores what a run's workspace begins with, where that is not what the last step left. */
export async function keepBeginning(
  sql: Sql,
  { projectId, sessionId, runId, leaseToken }: Lease,
  { id, snapshot, uploadIds }: KeepBeginning,
): Promise<"kept" | "fenced"> {
  const values = [projectId, sessionId, leaseToken, id, runId, snapshot, uploadIds];
  const [row] = await run(sql, keepStatement, values);
  return row ? "kept" : "fenced";
}
