import { saveProgress } from "@slipway/db/runs/save-progress";
import { checkBudget } from "#budgets/check-budget.ts";
import { findBudgetWarnings } from "#budgets/find-budget-warnings.ts";
import { admitCall, fallBack } from "#run/admit-call.ts";
import { afterStop, budgetFailure, decideNext, type FinalStep, type NextStep } from "#run/decide-next.ts";
import { driveTurn } from "#run/drive-turn.ts";
import type { ModelLine } from "#run/model-line.ts";
import { outlastOutage } from "#run/outlast-outage.ts";
import type { ResumePoint } from "#run/plan-resume.ts";
import type { RunDeps } from "#run/run-deps.ts";
import type { RunScope } from "#run/run-scope.ts";
import { takeSteers } from "#run/take-steers.ts";
import { waitUnless } from "#run/wait-unless.ts";

type Work = { readonly line: ModelLine; readonly resume: ResumePoint };

/** Asks the run's models, one call after the other, until the run is over. */
export async function takeTurns(deps: RunDeps, scope: RunScope, { line, resume }: Work): Promise<FinalStep> {
  const { row } = scope.claimed;
  let { turn, isContinuation } = goOn(scope, resume);
  let retries = 0;
  let asked = { model: line.current, failures: 0, silences: 0 };
  const countRetry = () => {
    retries += 1;
    return retries;
  };
  for (;;) {
    const budget = checkBudget(row.budget, scope.progress);
    if (budget.kind === "exceeded")
      return { kind: "fail", failure: budgetFailure(budget), exhausted: budget };
    const pass = await admitCall(deps, scope, { line, countRetry });
    if (pass.kind === "unavailable") return { kind: "fail", failure: pass.failure };
    if (pass.kind === "stopped") return stopped(scope);
    if (asked.model !== line.current) asked = { model: line.current, failures: 0, silences: 0 };
    turn += 1;
    const driven = await driveTurn(deps, scope, { line, turn, isContinuation, pass }).finally(() =>
      pass.settle("neither"),
    );
    warnOfBudgets(scope);
    asked.failures += Number(driven.end.kind === "failed");
    asked.silences += Number(driven.isIdle);
    const step = decideNext({
      ...driven,
      ...asked,
      stopCause: scope.stop.cause(),
      hasFallback: line.rest.length > 0,
      spent: scope.progress,
      budget: row.budget,
      durable: row.durable,
    });
    if (step.kind !== "retry") {
      const last = await endUnlessSteered(deps, scope, { line, step });
      if (last) return last;
      isContinuation = false;
      asked = { model: line.current, failures: 0, silences: 0 };
      continue;
    }
    isContinuation = step.resume || (isContinuation && !driven.shown);
    const left = await prepareRetry(deps, scope, { line, step, attempt: countRetry() });
    if (left) return left;
  }
}

type End = { readonly line: ModelLine; readonly step: FinalStep };

/** A run that has answered goes on where somebody said something into it meanwhile. Null: it does. */
async function endUnlessSteered(
  deps: RunDeps,
  scope: RunScope,
  { line, step }: End,
): Promise<FinalStep | null> {
  if (step.kind === "complete") scope.log.hold();
  const steered = step.kind === "complete" ? await takeSteers(deps, scope, line) : "none";
  if (steered === "fenced") return { kind: "release", requeue: false };
  return steered === "none" ? step : null;
}

type Retry = {
  readonly line: ModelLine;
  readonly step: Extract<NextStep, { kind: "retry" }>;
  readonly attempt: number;
};

/** Says that and why there is a next call, keeps what the last one used, and waits. Not null: the run is over. */
async function prepareRetry(
  deps: RunDeps,
  scope: RunScope,
  { line, step, attempt }: Retry,
): Promise<FinalStep | null> {
  const { delayMs, error } = step;
  const { signal } = scope.stop;
  scope.log.append({ type: "retry.scheduled", attempt, delayMs, error });
  const [next] = line.rest;
  if (step.fallBack && next) await fallBack(scope, line, next);
  const { lease } = scope.claimed;
  const saved = await outlastOutage(deps, signal, () => saveProgress(deps.db.pool, lease, scope.progress));
  if (saved === "fenced") return { kind: "release", requeue: false };
  await waitUnless(signal, delayMs);
  return signal.aborted ? stopped(scope) : null;
}

function stopped({ stop, claimed }: RunScope): FinalStep {
  const cause = stop.cause();
  if (!cause) throw new Error("A run stops without a cause");
  return afterStop(cause, claimed.row.durable);
}

/** Where the run stands. A turn that was cut counts too, though nobody knows what it used. */
function goOn(scope: RunScope, resume: ResumePoint): { turn: number; isContinuation: boolean } {
  if (resume.kind === "begin") return { turn: 0, isContinuation: false };
  const { usage } = scope.progress;
  scope.texts = [...resume.texts];
  scope.progress = { ...scope.progress, usage: { ...usage, turns: Math.max(usage.turns, resume.turns) } };
  return { turn: resume.turns, isContinuation: resume.isCut };
}

function warnOfBudgets({ claimed, progress, warned, log }: RunScope): void {
  for (const warning of findBudgetWarnings(claimed.row.budget, progress, warned)) {
    warned.add(warning.kind);
    log.append({ type: "budget.warned", ...warning });
  }
}
