import { isFinalStatus, type RunStatus } from "@slipway/schemas/runs/run-status";
import type { Sql } from "#db.ts";
import { endAbandonedRun } from "#runs/end-abandoned-run.ts";
import type { FinishedRun } from "#runs/finish-run.ts";
import { requestCancel } from "#runs/request-cancel.ts";
import type { LockedSession } from "#sessions/lock-session.ts";
import { run, statement } from "#statement.ts";

type CancelLocked = {
  readonly session: LockedSession;
  readonly runId: string;
  readonly reason: string | null;
  readonly now: Date;
};

export type CancelledLocked =
  /** It had ended before, or is not there: nothing changed. */
  | { readonly kind: "final" }
  /** Nobody worked on it: it is cancelled now. */
  | ({ readonly kind: "cancelled" } & FinishedRun)
  /** Its runner has been asked to stop it. Its end will come after this number of the log. */
  | { readonly kind: "requested"; readonly sessionId: string; readonly lastSeq: number };

const statusStatement = statement<{ status: RunStatus; first_seq: number }>(
  "read-run-status",
  "select status, first_seq from run where project_id = $1 and id = $2",
);

/** Cancels a run inside a transaction that has locked its session, whatever the run's status. */
export async function cancelLockedRun(tx: Sql, input: CancelLocked): Promise<CancelledLocked> {
  const { session, runId, reason, now } = input;
  const { projectId, id: sessionId, lastSeq } = session;
  const [current] = await run(tx, statusStatement, [projectId, runId]);
  if (!current || isFinalStatus(current.status)) return { kind: "final" };
  if (current.status === "starting" || current.status === "running") {
    await requestCancel(tx, { projectId, runId, reason, now });
    return { kind: "requested", sessionId, lastSeq };
  }
  const end = { runId, firstSeq: current.first_seq, stopReason: "cancelled", error: null, now } as const;
  const ended = await endAbandonedRun(tx, { session, ...end });
  return ended ? { kind: "cancelled", ...ended } : { kind: "final" };
}
