import { isFinalStatus, type RunStatus } from "@slipway/schemas/runs/run-status";
import { type Db, inTransaction } from "#db.ts";
import { endAbandonedRun } from "#runs/end-abandoned-run.ts";
import type { FinishedRun } from "#runs/finish-run.ts";
import { requestCancel } from "#runs/request-cancel.ts";
import { lockSession } from "#sessions/lock-session.ts";
import { run, statement } from "#statement.ts";

type CancelRun = {
  readonly projectId: string;
  readonly runId: string;
  readonly reason: string | null;
  readonly now: Date;
};

export type CancelledRun =
  | { readonly kind: "not_found" }
  /** It had ended before: nothing changed. */
  | { readonly kind: "final" }
  /** Nobody worked on it: it is cancelled now. */
  | ({ readonly kind: "cancelled" } & FinishedRun)
  /** Its runner has been asked to stop it. */
  | { readonly kind: "requested"; readonly sessionId: string };

const findStatement = statement<{ session_id: string }>(
  "find-run-session",
  "select session_id from run where project_id = $1 and id = $2",
);

const statusStatement = statement<{ status: RunStatus; first_seq: number }>(
  "read-run-status",
  "select status, first_seq from run where project_id = $1 and id = $2",
);

/** Cancels a run that nobody works on, or asks its runner to. */
export async function cancelRun(db: Db, { projectId, runId, reason, now }: CancelRun): Promise<CancelledRun> {
  const [found] = await run(db.pool, findStatement, [projectId, runId]);
  if (!found) return { kind: "not_found" };
  return await inTransaction(db, async (tx) => {
    const session = await lockSession(tx, projectId, found.session_id);
    const [current] = await run(tx, statusStatement, [projectId, runId]);
    if (!session || !current) return { kind: "not_found" };
    if (current.status === "starting" || current.status === "running") {
      await requestCancel(tx, { projectId, runId, reason, now });
      return { kind: "requested", sessionId: session.id };
    }
    if (isFinalStatus(current.status)) return { kind: "final" };
    const end = { runId, firstSeq: current.first_seq, stopReason: "cancelled", error: null, now } as const;
    const ended = await endAbandonedRun(tx, { session, ...end });
    return ended ? { kind: "cancelled", ...ended } : { kind: "final" };
  });
}
