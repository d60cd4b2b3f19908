import type { RunError } from "@slipway/schemas/runs/run-error";
import type { StopReason } from "@slipway/schemas/runs/stop-reason";
import { type Db, inTransaction } from "#db.ts";
import type { Lease } from "#runs/claim-runs.ts";
import { endAbandonedRun } from "#runs/end-abandoned-run.ts";
import type { FinishedRun } from "#runs/finish-run.ts";
import { lockSession } from "#sessions/lock-session.ts";
import { run, statement } from "#statement.ts";

const firstSeqStatement = statement<{ first_seq: number }>(
  "read-first-seq",
  "select first_seq from run where project_id = $1 and id = $2",
);

type FailFromLog = { readonly stopReason: StopReason; readonly error: RunError; readonly now: Date };

/**
 * Fails a run that the caller owns and whose own account of its end the database refuses: what is stored is closed and
 * kept, nothing else is written. `fenced`: another owns the run by now, or it has ended.
 */
export async function failRunFromLog(
  db: Db,
  lease: Lease,
  { stopReason, error, now }: FailFromLog,
): Promise<FinishedRun | "fenced"> {
  const { projectId, sessionId, runId, leaseToken } = lease;
  return await inTransaction(db, async (tx) => {
    const session = await lockSession(tx, projectId, sessionId);
    const [row] = await run(tx, firstSeqStatement, [projectId, runId]);
    if (!row || session?.leaseToken !== leaseToken) return "fenced";
    const end = { session, runId, firstSeq: row.first_seq, stopReason, error, now };
    return (await endAbandonedRun(tx, end)) ?? "fenced";
  });
}
