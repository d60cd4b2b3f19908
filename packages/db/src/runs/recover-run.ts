import type { Budget } from "@slipway/schemas/runs/budget";
import type { RunError } from "@slipway/schemas/runs/run-error";
import type { RunStatus } from "@slipway/schemas/runs/run-status";
import type { Sql } from "#db.ts";
import { endAbandonedRun } from "#runs/end-abandoned-run.ts";
import type { FinishedRun } from "#runs/finish-run.ts";
import { requeueRun } from "#runs/requeue-run.ts";
import type { LockedSession } from "#sessions/lock-session.ts";

/** What has become of a run whose runner is gone. */
export type RecoveredRun =
  | { readonly kind: "requeued"; readonly projectId: string; readonly runId: string }
  | { readonly kind: "ended"; readonly projectId: string; readonly finished: FinishedRun };

/** The facts about a lost run that decide what becomes of it. */
export type LostRun = {
  readonly id: string;
  readonly status: RunStatus;
  readonly first_seq: number;
  readonly durable: boolean;
  readonly attempt: number;
  readonly parks: number;
  readonly budget: Budget;
  readonly cancel_requested_at: Date | null;
};

/** The columns of a {@link LostRun} of `run r`. */
export const lostRunColumns =
  "r.id, r.status, r.first_seq, r.durable, r.attempt, r.parks, r.budget, r.cancel_requested_at";

/**
 * Deals with a run whose runner is gone, inside a transaction that has locked its session: one that somebody wanted to
 * stop ends as cancelled; a durable one, and any whose model was not asked yet, goes back to the queue as often as its
 * budget allows; every other one ends as `runner_lost`. Null: it has ended already.
 */
export async function recoverLockedRun(
  tx: Sql,
  { session, lost, now }: { session: LockedSession; lost: LostRun; now: Date },
): Promise<RecoveredRun | null> {
  const { projectId, id: sessionId } = session;
  const runId = lost.id;
  // A claim after a person's decision is none.
  const resumes = lost.attempt - 1 - lost.parks;
  const canGoOn = lost.durable || lost.status === "starting";
  if (canGoOn && !lost.cancel_requested_at && resumes < (lost.budget.maxResumeAttempts ?? 0)) {
    const requeued = await requeueRun(tx, { projectId, sessionId, runId });
    return requeued ? { kind: "requeued", projectId, runId } : null;
  }
  const ending = { session, runId, firstSeq: lost.first_seq, now };
  const finished = lost.cancel_requested_at
    ? await endAbandonedRun(tx, { ...ending, stopReason: "cancelled", error: null })
    : await endAbandonedRun(tx, { ...ending, stopReason: "runner_lost", error: runnerLost(resumes) });
  return finished ? { kind: "ended", projectId, finished } : null;
}

function runnerLost(resumes: number): RunError {
  const tried = resumes > 0 ? ` It had been resumed ${resumes} times.` : "";
  return {
    code: "runner_lost",
    message: `The runner that worked on this run is gone.${tried} What it had written until then is kept.`,
    hint: "Send the message again. A durable run goes on by itself on another runner.",
    retryable: true,
  };
}
