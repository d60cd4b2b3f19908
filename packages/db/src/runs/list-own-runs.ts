import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

/** A run that the database counts as at work in a runner. */
export type OwnRun = {
  readonly projectId: string;
  readonly sessionId: string;
  readonly runId: string;
  /** Rises with every claim: together with the runner it names the lease. */
  readonly attempt: number;
  readonly cancelRequested: boolean;
  /** Nothing of its work is stored. */
  readonly isStarting: boolean;
};

type OwnRow = {
  project_id: string;
  session_id: string;
  id: string;
  attempt: number;
  cancel_requested: boolean;
  is_starting: boolean;
};

const ownStatement = statement<OwnRow>(
  "list-own-runs",
  `select project_id, session_id, id, attempt, cancel_requested_at is not null as cancel_requested,
     status = 'starting' as is_starting
   from run where runner_id = $1 and status in ('starting', 'running')`,
);

/**
 * The runs that a runner should be working on. Compared with what it does work on, they show what a lost notification
 * or a lost answer would have told it: runs to stop, runs that another took over, runs that it does not know it has.
 */
export async function listOwnRuns(sql: Sql, runnerId: string): Promise<OwnRun[]> {
  const rows = await run(sql, ownStatement, [runnerId]);
  return rows.map((row) => ({
    projectId: row.project_id,
    sessionId: row.session_id,
    runId: row.id,
    attempt: row.attempt,
    cancelRequested: row.cancel_requested,
    isStarting: row.is_starting,
  }));
}
