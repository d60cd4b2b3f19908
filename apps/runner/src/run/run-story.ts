import { readRunEvents } from "@slipway/db/events/read-events";
import type { ClaimedRun } from "@slipway/db/runs/claim-runs";
import { markRunning } from "@slipway/db/runs/mark-running";
import { saveProgress } from "@slipway/db/runs/save-progress";
import { checkBudget } from "#budgets/check-budget.ts";
import { afterStop, budgetFailure, decideNext, type NextStep } from "#run/decide-next.ts";
import { driveTurn } from "#run/drive-turn.ts";
import { type FinalStep, finaliseRun } from "#run/finalise-run.ts";
import { toOpening } from "#run/opening.ts";
import { outlastOutage } from "#run/outlast-outage.ts";
import { planResume, type ResumePoint } from "#run/plan-resume.ts";
import { type PreparedRun, prepareRun } from "#run/prepare-run.ts";
import type { RunDeps } from "#run/run-deps.ts";
import { internalFailure, setupFailure } from "#run/run-failure.ts";
import { openRunScope, type RunScope } from "#run/run-scope.ts";
import type { StopSwitch } from "#run/stop-cause.ts";
import { waitUnless } from "#run/wait-unless.ts";

/** The whole of one run, from its claim to its end. Never rejects: whatever happens, the run is finalised. */
export async function tellRunStory(deps: RunDeps, claimed: ClaimedRun, stop: StopSwitch): Promise<void> {
  const scope = openRunScope(deps, claimed, stop);
  const last = await work(deps, scope).catch((error: unknown): FinalStep => {
    const cause = stop.cause();
    if (cause) return final(afterStop(cause, claimed.row.durable));
    deps.logger.error({ err: error, runId: claimed.lease.runId }, "A run crashed");
    return { kind: "fail", failure: internalFailure };
  });
  await finaliseRun(deps, scope, last);
}

async function work(deps: RunDeps, scope: RunScope): Promise<FinalStep> {
  const { claimed, stop } = scope;
  if (claimed.cancelRequested) stop.stop({ kind: "cancelled" });
  const resume = await outlastOutage(deps, stop.signal, () => findResumePoint(deps, scope));
  scope.opening = toOpening(claimed.row, resume);
  const prepared = await prepareRun(deps, scope).catch((error: unknown) => {
    deps.logger.warn({ err: error, runId: claimed.lease.runId }, "A run could not be prepared");
    return setupFailure(error);
  });
  const cause = stop.cause();
  // The model was not asked yet: another runner can begin anew, whether the run is durable or not.
  if (cause) return final(afterStop(cause, true));
  if ("stopReason" in prepared) return { kind: "fail", failure: prepared };
  const marked = await outlastOutage(deps, stop.signal, () => markRunning(deps.db.pool, claimed.lease));
  if (marked === "fenced") return { kind: "release", requeue: false };
  return await takeTurns(deps, scope, { prepared, resume });
}

async function findResumePoint(deps: RunDeps, { claimed: { row } }: RunScope): Promise<ResumePoint> {
  if (row.attempt <= 1) return planResume(row.attempt, [], deps.now());
  const { project_id: projectId, session_id: sessionId, id: runId } = row;
  const past = await readRunEvents(deps.db.pool, { projectId, sessionId, runId, after: row.first_seq - 1 });
  return planResume(row.attempt, past, deps.now());
}

type Work = { readonly prepared: PreparedRun; readonly resume: ResumePoint };

async function takeTurns(deps: RunDeps, scope: RunScope, { prepared, resume }: Work): Promise<FinalStep> {
  const { row, lease } = scope.claimed;
  let turn = resume.kind === "continue" ? resume.turns : 0;
  let isContinuation = resume.kind === "continue" && resume.isCut;
  let failures = 0;
  let silences = 0;
  if (resume.kind === "continue") goOn(scope, resume);
  for (;;) {
    const budget = checkBudget(row.budget, scope.progress);
    if (budget.kind === "exceeded")
      return { kind: "fail", failure: budgetFailure(budget), exhausted: budget };
    turn += 1;
    const driven = await driveTurn(deps, scope, { ...prepared, turn, isContinuation });
    failures = driven.end.kind === "failed" ? failures + 1 : 0;
    silences = driven.isIdle ? silences + 1 : 0;
    const step = decideNext({
      ...driven,
      stopCause: scope.stop.cause(),
      failures,
      silences,
      spent: scope.progress,
      budget: row.budget,
      durable: row.durable,
    });
    if (step.kind !== "retry") return step;
    scope.log.append({
      type: "retry.scheduled",
      attempt: failures + silences,
      delayMs: step.delayMs,
      error: step.error,
    });
    const saved = await outlastOutage(deps, scope.stop.signal, () =>
      saveProgress(deps.db.pool, lease, scope.progress),
    );
    if (saved === "fenced") return { kind: "release", requeue: false };
    await waitUnless(scope.stop.signal, step.delayMs);
    const cause = scope.stop.cause();
    if (cause) return final(afterStop(cause, row.durable));
    isContinuation = step.resume || (isContinuation && !driven.shown);
  }
}

/** The cut turn counts too, though nobody knows what it used. */
function goOn(scope: RunScope, resume: Extract<ResumePoint, { kind: "continue" }>): void {
  const { usage } = scope.progress;
  scope.texts = [...resume.texts];
  scope.progress = { ...scope.progress, usage: { ...usage, turns: Math.max(usage.turns, resume.turns) } };
}

function final(step: NextStep): FinalStep {
  if (step.kind === "retry") throw new Error("Stopping a run never means to try again");
  return step;
}
