import { saveProgress } from "@slipway/db/runs/save-progress";
import type { Schema } from "@slipway/prompts/json-schema/compile-schema";
import { checkBudget } from "#budgets/check-budget.ts";
import type { ModelTarget } from "#harness/harness.ts";
import { acceptAnswer } from "#run/accept-answer.ts";
import { admitCall, fallBack } from "#run/admit-call.ts";
import type { Agent } from "#run/agent.ts";
import {
  budgetFailure,
  decideNext,
  type Ended,
  type FinalStep,
  maxAttempts,
  type NextStep,
} from "#run/decide-next.ts";
import { type DrivenTurn, driveTurn } from "#run/drive-turn.ts";
import { completeUnlessSteered } from "#run/finalise-run.ts";
import type { ModelLine } from "#run/model-line.ts";
import { outlastOutage } from "#run/outlast-outage.ts";
import type { ResumePoint } from "#run/plan-resume.ts";
import { createRelief } from "#run/relieve-context.ts";
import type { RunDeps } from "#run/run-deps.ts";
import type { RunScope } from "#run/run-scope.ts";
import { mayTakeSteers, takeSteers } from "#run/take-steers.ts";
import { stopped, takeStep, writeOpening } from "#run/take-step.ts";
import { waitUnless } from "#run/wait-unless.ts";
import { warnOfBudgets } from "#run/warn-of-budgets.ts";

type Work = {
  readonly line: ModelLine;
  /** What the run has beyond a model; null: nothing. */
  readonly agent: Agent | null;
  /** The form of an answer in words; null: it is free. */
  readonly outputSchema: Schema | null;
  readonly resume: ResumePoint;
};

/** Where an attempt of a run stands. */
type Course = {
  turn: number;
  /** The next turn goes on with an answer that was cut. */
  isContinuation: boolean;
  /** How often this attempt has tried again, for whatever reason. */
  retries: number;
  /** What the model that is asked now has failed at in a row. */
  asked: { readonly model: ModelTarget; failures: number; silences: number };
};

/** Asks the run's models, one call after the other, and does what they ask for in between, until the run is over. */
export async function takeTurns(deps: RunDeps, scope: RunScope, work: Work): Promise<FinalStep | Ended> {
  const { line, agent, resume } = work;
  const course: Course = { ...goOn(scope, resume), retries: 0, asked: triedBefore(line.current, resume) };
  const relief = createRelief(deps, scope, line);
  const before = await endIfAnswered(deps, scope, { work, course });
  if (before) return before;
  for (;;) {
    const left = agent && (await doWhatIsAsked(deps, scope, { line, agent, turn: course.turn }));
    if (left) return left;
    await relief.beforeTurn();
    const driven = await askModel(deps, scope, { line, course });
    if ("over" in driven) return driven.over;
    warnOfBudgets(scope);
    if (await relief.afterTurn(driven.end, () => countRetry(course))) continue;
    const end = await follow(deps, scope, {
      work,
      course,
      driven,
      step: decide(scope, work, { course, driven }),
    });
    if (end) return end;
  }
}

/** Where the last runner was lost between the answer and the run's end, only the end is made up for. */
async function endIfAnswered(
  deps: RunDeps,
  scope: RunScope,
  { work, course }: { readonly work: Work; readonly course: Course },
): Promise<FinalStep | Ended | null> {
  const { line, agent, outputSchema, resume } = work;
  if (resume.kind === "begin" || resume.answer === null) return null;
  if (scope.stop.signal.aborted) return stopped(scope);
  writeOpening(scope);
  if (outputSchema || (agent && !resume.answer.isSaved))
    return await endAnswered(deps, scope, { work, course });
  return await endUnlessSteered(deps, scope, { line, step: { kind: "complete" } });
}

function untried(model: ModelTarget): Course["asked"] {
  return { model, failures: 0, silences: 0 };
}

/** A run that came back to a model which had been given up asks it once. */
function triedBefore(model: ModelTarget, resume: ResumePoint): Course["asked"] {
  const hasFailed = resume.kind === "continue" && resume.hasFailed;
  return { ...untried(model), failures: hasFailed ? maxAttempts - 1 : 0 };
}

function countRetry(course: Course): number {
  course.retries += 1;
  return course.retries;
}

/** One model call, if the budget has room for it and a model may be called. */
async function askModel(
  deps: RunDeps,
  scope: RunScope,
  { line, course }: { readonly line: ModelLine; readonly course: Course },
): Promise<DrivenTurn | { readonly over: FinalStep }> {
  const budget = checkBudget(scope.claimed.row.budget, scope.progress);
  if (budget.kind === "exceeded")
    return { over: { kind: "fail", failure: budgetFailure(budget), exhausted: budget } };
  const pass = await admitCall(deps, scope, { line, countRetry: () => countRetry(course) });
  if (pass.kind === "unavailable") return { over: { kind: "fail", failure: pass.failure } };
  if (pass.kind === "stopped") return { over: stopped(scope) };
  if (course.asked.model !== line.current) course.asked = untried(line.current);
  course.turn += 1;
  const { turn, isContinuation } = course;
  return await driveTurn(deps, scope, { line, turn, isContinuation, pass }).finally(() =>
    pass.settle("neither"),
  );
}

type Driven = { readonly course: Course; readonly driven: DrivenTurn };

function decide(scope: RunScope, { line, agent }: Work, { course, driven }: Driven): NextStep {
  const { budget, durable } = scope.claimed.row;
  const { asked } = course;
  asked.failures += Number(driven.end.kind === "failed");
  asked.silences += Number(driven.isIdle);
  return decideNext({
    ...driven,
    ...asked,
    stopCause: scope.stop.cause(),
    hasFallback: line.rest.length > 0,
    spent: scope.progress,
    budget,
    durable,
    isAgent: agent !== null,
    canResume: canResume(scope),
  });
}

/** Not null: the run is over, for now or for good. */
async function follow(
  deps: RunDeps,
  scope: RunScope,
  { work, course, driven, step }: Driven & { readonly work: Work; readonly step: NextStep },
): Promise<FinalStep | Ended | null> {
  const { line } = work;
  switch (step.kind) {
    case "call_tools":
      course.asked = untried(line.current);
      course.isContinuation = false;
      return null;
    case "retry":
      course.isContinuation = step.resume || (course.isContinuation && !driven.shown);
      return await prepareRetry(deps, scope, { line, step, attempt: countRetry(course) });
    case "resume_later": {
      const { delayMs, error } = step;
      scope.log.append({ type: "retry.scheduled", attempt: countRetry(course), delayMs, error });
      await waitUnless(scope.stop.signal, delayMs);
      return scope.stop.signal.aborted ? stopped(scope) : { kind: "release", requeue: true };
    }
    case "complete":
      return await endAnswered(deps, scope, { work, course });
    default:
      return step;
  }
}

/** Does what the model's last answer asks for, also where another runner had begun with it. Null: nothing is left. */
async function doWhatIsAsked(
  deps: RunDeps,
  scope: RunScope,
  { line, agent, turn }: Pick<Work, "line"> & { readonly agent: Agent; readonly turn: number },
): Promise<FinalStep | null> {
  const session = await line.session();
  const calls = session.pendingCalls();
  if (calls.length === 0) return null;
  const end = await takeStep(deps, scope, { line, agent, session, calls, turn });
  if (end) return end;
  return (await takeSteers(deps, scope, line)) === "fenced" ? { kind: "release", requeue: false } : null;
}

/** Whether the run may be claimed again to go on from a step that it has finished. */
function canResume({ claimed, steps }: RunScope): boolean {
  const { row, parks } = claimed;
  const resumes = row.attempt - 1 - parks;
  return row.durable && steps > 0 && resumes < (row.budget.maxResumeAttempts ?? 0);
}

type Answered = { readonly work: Work; readonly course: Course };

/** The model has answered. Null: it is asked again all the same. */
async function endAnswered(
  deps: RunDeps,
  scope: RunScope,
  { work, course }: Answered,
): Promise<FinalStep | Ended | null> {
  const { line } = work;
  course.asked = untried(line.current);
  course.isContinuation = false;
  const end = await acceptAnswer(deps, scope, work);
  return end && (await endUnlessSteered(deps, scope, { line, step: end }));
}

type End = { readonly line: ModelLine; readonly step: FinalStep };

/** A run that has answered goes on where somebody said something into it meanwhile. Null: it does. */
async function endUnlessSteered(
  deps: RunDeps,
  scope: RunScope,
  { line, step }: End,
): Promise<FinalStep | Ended | null> {
  if (step.kind !== "complete" || !mayTakeSteers(scope)) return step;
  scope.log.hold();
  for (;;) {
    const ended = await completeUnlessSteered(deps, scope, step);
    if (ended !== "steered") return ended;
    const steered = await takeSteers(deps, scope, line);
    if (steered === "fenced") return { kind: "release", requeue: false };
    if (steered === "taken") return null;
    // It was taken back in between, or the run is to stop by now.
    if (!mayTakeSteers(scope)) return step;
  }
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

/** Where the run stands. A turn that was cut counts too, though nobody knows what it used. */
function goOn(scope: RunScope, resume: ResumePoint): { turn: number; isContinuation: boolean } {
  if (resume.kind === "begin") return { turn: 0, isContinuation: false };
  const { usage } = scope.progress;
  scope.texts = [...resume.texts];
  scope.progress = { ...scope.progress, usage: { ...usage, turns: Math.max(usage.turns, resume.turns) } };
  return { turn: resume.turns, isContinuation: resume.isCut };
}
