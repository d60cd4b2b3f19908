import { assertNever } from "@slipway/schemas/assert-never";
import type { Budget } from "@slipway/schemas/runs/budget";
import type { RunError } from "@slipway/schemas/runs/run-error";
import { type BudgetCheck, checkBudget, type Spent } from "#budgets/check-budget.ts";
import type { ModelFailure, TurnEnd } from "#harness/harness.ts";
import {
  isRetryable,
  modelFailure,
  type RunFailure,
  toRunError,
  unstorableFailure,
} from "#run/run-failure.ts";
import type { StopCause } from "#run/stop-cause.ts";

/** What a run does after a turn. */
export type NextStep =
  | { readonly kind: "complete" }
  | {
      readonly kind: "fail";
      readonly failure: RunFailure;
      readonly exhausted?: ExceededBudget;
      /** The database refuses what the run has to tell: its end is made from what is stored. */
      readonly isUnstorable?: true;
    }
  | { readonly kind: "cancel" }
  /** Another owns the run, or will: write nothing more. */
  | { readonly kind: "release"; readonly requeue: boolean }
  /** The same call again after a while. `resume`: text was shown already, go on from there. */
  | { readonly kind: "retry"; readonly delayMs: number; readonly resume: boolean; readonly error: RunError };

type ExceededBudget = Extract<BudgetCheck, { kind: "exceeded" }>;

export type TurnOutcome = {
  readonly end: TurnEnd;
  /** Text was shown during the turn. */
  readonly shown: boolean;
  /** The model was silent for too long and was cut off. */
  readonly isIdle: boolean;
  /** Set when the run was told to stop during the turn. */
  readonly stopCause: StopCause | null;
  /** Model calls of this run that failed in a row, this one included. */
  readonly failures: number;
  /** Model calls that were cut for silence in a row. */
  readonly silences: number;
  readonly spent: Spent;
  readonly budget: Budget;
  readonly durable: boolean;
};

/** Model calls are tried this often in a row. */
const maxAttempts = 4;
const firstDelayMs = 500;
const longestDelayMs = 60_000;
const silenceDelaysMs = [0, 5_000];

/** Decides from values alone; whoever called acts on it. */
export function decideNext(outcome: TurnOutcome): NextStep {
  const { end, stopCause, isIdle, durable } = outcome;
  if (stopCause && (end.kind !== "answered" || isVoid(stopCause))) return afterStop(stopCause, durable);
  if (isIdle && end.kind !== "answered") return afterSilence(outcome);
  switch (end.kind) {
    case "answered":
      return { kind: "complete" };
    case "aborted":
      return { kind: "cancel" };
    case "failed":
      return afterFailure(end.failure, outcome);
    case "tool_calls":
      return { kind: "fail", failure: unexpectedTools };
    default:
      return assertNever(end);
  }
}

/** An answer that came all the same counts, unless there is nobody to store it. */
function isVoid({ kind }: StopCause): boolean {
  return kind === "fenced" || kind === "unstorable";
}

/** What stopping means for the run. A cause wins over how the cut model call looked. */
export function afterStop(cause: StopCause, durable: boolean): NextStep {
  switch (cause.kind) {
    case "cancelled":
      return { kind: "cancel" };
    case "fenced":
      return { kind: "release", requeue: false };
    case "handover":
      return durable ? { kind: "release", requeue: true } : { kind: "fail", failure: runnerStopped };
    case "timeout":
      return { kind: "fail", failure: timeLimit("timeout", "took longer than its limit of", cause.limitMs) };
    case "unstorable":
      return { kind: "fail", failure: unstorableFailure, isUnstorable: true };
    default:
      return assertNever(cause);
  }
}

function afterFailure(failure: ModelFailure, { failures, shown, budget, spent }: TurnOutcome): NextStep {
  if (!isRetryable(failure) || failures >= maxAttempts)
    return { kind: "fail", failure: modelFailure(failure) };
  const exceeded = checkBudget(budget, spent);
  if (exceeded.kind === "exceeded")
    return { kind: "fail", failure: budgetFailure(exceeded), exhausted: exceeded };
  return { kind: "retry", delayMs: delayOf(failure, failures), resume: shown, error: toRunError(failure) };
}

/** A silent model is asked again at once, then once more after a while. */
function afterSilence({ silences, shown, budget }: TurnOutcome): NextStep {
  const failure = timeLimit("idle_timeout", "heard nothing from the model for", budget.idleTimeoutMs ?? 0);
  const delayMs = silenceDelaysMs[silences - 1];
  if (delayMs === undefined) return { kind: "fail", failure };
  return { kind: "retry", delayMs, resume: shown, error: failure.error };
}

function delayOf({ retryAfterMs }: ModelFailure, failures: number): number {
  const backOff = firstDelayMs * 2 ** (failures - 1);
  return Math.min(longestDelayMs, Math.max(retryAfterMs ?? 0, backOff));
}

/** A limit that the next model call would break. */
export function budgetFailure({ limit, current, allowed }: ExceededBudget): RunFailure {
  return {
    stopReason: limit === "maxTurns" ? "max_turns" : "budget_exhausted",
    error: {
      code: limit === "maxTurns" ? "max_turns" : "budget_exhausted",
      message: `The run reached its limit: ${limit} is ${allowed}, used ${current}.`,
      hint: "Raise the limit in the app's configuration, or ask for less.",
      retryable: false,
      details: { kind: limit, current, limit: allowed },
    },
  };
}

function timeLimit(stopReason: "timeout" | "idle_timeout", what: string, limitMs: number): RunFailure {
  return {
    stopReason,
    error: {
      code: stopReason,
      message: `The run ${what} ${limitMs / 1_000} s. What was written until then is kept.`,
      hint: "Try again, or raise the limit in the app's configuration.",
      retryable: true,
      details: { kind: stopReason === "timeout" ? "maxDurationMs" : "idleTimeoutMs", limit: limitMs },
    },
  };
}

const unexpectedTools: RunFailure = {
  stopReason: "error",
  error: {
    code: "unexpected_tool_call",
    message: "The model asked for tools, and this app has none.",
    hint: "Tell the model in the instructions to answer in words, or choose another model.",
    retryable: true,
  },
};

const runnerStopped: RunFailure = {
  stopReason: "runner_lost",
  error: {
    code: "runner_lost",
    message: "The runner was stopped while it worked on this run. What it had written until then is kept.",
    hint: "Send the message again. A durable run goes on by itself on another runner.",
    retryable: true,
  },
};
