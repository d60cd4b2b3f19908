import type { Question } from "@slipway/db/approvals/park-run";
import type { FinishedRun } from "@slipway/db/runs/finish-run";
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
  /** `data`: the result that was handed in. */
  | { readonly kind: "complete"; readonly data?: unknown }
  /** The model asks for tools. */
  | { readonly kind: "call_tools" }
  /** The model cannot be reached now: after a while the run goes on from what it has done, with any runner. */
  | { readonly kind: "resume_later"; readonly delayMs: number; readonly error: RunError }
  /** People have to decide first. */
  | { readonly kind: "park"; readonly turn: number; readonly questions: readonly Question[] }
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
  | {
      readonly kind: "retry";
      readonly delayMs: number;
      readonly resume: boolean;
      readonly error: RunError;
      /** The next model of the app is asked. */
      readonly fallBack: boolean;
    };

/** A step after which the run's story is over. */
export type FinalStep = Exclude<NextStep, { kind: "retry" | "call_tools" | "resume_later" }>;

/** The end is stored already; null: another had taken the run over. */
export type Ended = { readonly kind: "ended"; readonly finished: FinishedRun | null };

type ExceededBudget = Extract<BudgetCheck, { kind: "exceeded" }>;

export type TurnOutcome = {
  readonly end: TurnEnd;
  /** Text was shown during the turn. */
  readonly shown: boolean;
  /** The model was silent for too long and was cut off. */
  readonly isIdle: boolean;
  /** Set when the run was told to stop during the turn. */
  readonly stopCause: StopCause | null;
  /** Calls to this model that failed, this one included. */
  readonly failures: number;
  /** Calls to this model that were cut for silence, this one included. */
  readonly silences: number;
  /** The app has another model after this one. */
  readonly hasFallback: boolean;
  readonly spent: Spent;
  readonly budget: Budget;
  readonly durable: boolean;
  /** The app has tools. */
  readonly isAgent: boolean;
  /** A later attempt of the run can go on from a finished step. */
  readonly canResume: boolean;
};

/** A model is asked this often before it is given up. */
export const maxAttempts = 4;
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
      return outcome.isAgent ? { kind: "call_tools" } : { kind: "fail", failure: unexpectedTools };
    default:
      return assertNever(end);
  }
}

/** An answer that came all the same counts, unless there is nobody to store it. */
function isVoid({ kind }: StopCause): boolean {
  return kind === "fenced" || kind === "unstorable";
}

/** What stopping means for the run. A cause wins over how the cut model call looked. */
export function afterStop(cause: StopCause, durable: boolean): FinalStep {
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

function afterFailure(failure: ModelFailure, outcome: TurnOutcome): NextStep {
  const { failures, shown, budget, spent, hasFallback } = outcome;
  const error = toRunError(failure);
  const isGivenUp = !isRetryable(failure) || failures >= maxAttempts || asksForTooLong(failure);
  const fallBack = isGivenUp && hasFallback && mayAnotherAnswer(failure);
  if (isGivenUp && !fallBack) {
    if (isRetryable(failure) && outcome.canResume && !asksForTooLong(failure)) {
      return { kind: "resume_later", delayMs: delayOf(failure, maxAttempts), error };
    }
    return { kind: "fail", failure: modelFailure(failure) };
  }
  const exceeded = checkBudget(budget, spent);
  if (exceeded.kind === "exceeded")
    return { kind: "fail", failure: budgetFailure(exceeded, error), exhausted: exceeded };
  return {
    kind: "retry",
    delayMs: fallBack ? 0 : delayOf(failure, failures),
    resume: shown,
    error,
    fallBack,
  };
}

/** Waiting longer than this is no retry any more; asking sooner than the provider says is none either. */
function asksForTooLong({ retryAfterMs }: ModelFailure): boolean {
  return retryAfterMs !== null && retryAfterMs > longestDelayMs;
}

/**
 * Whether the reason of a failure may not hold for another model: everything that lies with the endpoint, the key or what
 * this very model takes. What a provider's filter refused is not carried from one to the next until somebody takes it.
 */
function mayAnotherAnswer({ kind }: ModelFailure): boolean {
  return kind !== "content_filtered";
}

/** A silent model is asked again at once, then once more after a while. */
function afterSilence({ silences, shown, budget, hasFallback }: TurnOutcome): NextStep {
  const failure = timeLimit("idle_timeout", "heard nothing from the model for", budget.idleTimeoutMs ?? 0);
  const delayMs = silenceDelaysMs[silences - 1];
  const retry = { kind: "retry", resume: shown, error: failure.error } as const;
  if (delayMs !== undefined) return { ...retry, delayMs, fallBack: false };
  return hasFallback ? { ...retry, delayMs: 0, fallBack: true } : { kind: "fail", failure };
}

function delayOf({ retryAfterMs }: ModelFailure, failures: number): number {
  const backOff = firstDelayMs * 2 ** (failures - 1);
  return Math.min(longestDelayMs, Math.max(retryAfterMs ?? 0, backOff));
}

/** A limit that the next model call would break. `lastError`: why there has to be a next one. */
export function budgetFailure({ limit, current, allowed }: ExceededBudget, lastError?: RunError): RunFailure {
  return {
    stopReason: limit === "maxTurns" ? "max_turns" : "budget_exhausted",
    error: {
      code: limit === "maxTurns" ? "max_turns" : "budget_exhausted",
      message: `The run reached its limit: ${limit} is ${allowed}, used ${current}.${
        lastError ? ` The last model call had failed: ${lastError.message}` : ""
      }`,
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
