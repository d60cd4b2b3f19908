import type { RunError } from "@slipway/schemas/runs/run-error";
import type { StopReason } from "@slipway/schemas/runs/stop-reason";
import type { ModelFailure } from "#harness/harness.ts";

/** An end that is not a success, with what a person needs to know about it. */
export type RunFailure = { readonly stopReason: StopReason; readonly error: RunError };

/** Set-up found something that has to be put right first. */
export class SetupError extends Error {
  override name = "SetupError";
  readonly code: string;
  readonly hint: string | undefined;

  constructor(message: string, { code, hint, cause }: { code: string; hint?: string; cause?: unknown }) {
    super(message, { cause });
    this.code = code;
    this.hint = hint;
  }
}

/** A set-up that did not work. What is not ours to show stays in the log. */
export function setupFailure(error: unknown): RunFailure {
  if (error instanceof SetupError) {
    const { code, message, hint } = error;
    return {
      stopReason: "setup_failed",
      error: { code, message, ...(hint ? { hint } : {}), retryable: false },
    };
  }
  return {
    stopReason: "setup_failed",
    error: {
      code: "setup_failed",
      message: "The run could not be prepared because of a fault on our side. Nothing was sent to the model.",
      hint: "Try again; if it stays, look for this run's id in the runner's log.",
      retryable: true,
    },
  };
}

const hints: Record<ModelFailure["kind"], string> = {
  unauthorized: "Check the provider's key under Providers.",
  rate_limited: "Wait a little, or ask the provider for a higher limit.",
  overloaded: "Try again later, or choose another model.",
  unreachable: "Check the provider's address under Providers, and that it runs.",
  cut: "Try again: the answer so far is kept.",
  too_long: "Start a new session, or shorten what is sent.",
  content_filtered: "Put it in other words: the provider's filter refused it.",
  rejected: "The provider refused the request as it is: its words say why.",
};

const retryable: readonly ModelFailure["kind"][] = ["rate_limited", "overloaded", "unreachable", "cut"];

export function isRetryable({ kind }: ModelFailure): boolean {
  return retryable.includes(kind);
}

/** A model call that failed for good. */
export function modelFailure(failure: ModelFailure): RunFailure {
  const stopReason = failure.kind === "content_filtered" ? "content_filtered" : "error";
  return { stopReason, error: toRunError(failure) };
}

/** A failed model call as a caller sees it, also one that is tried again. */
export function toRunError(failure: ModelFailure): RunError {
  return {
    code: failure.kind === "content_filtered" ? "content_filtered" : `provider_${failure.kind}`,
    message: failure.message,
    hint: hints[failure.kind],
    retryable: isRetryable(failure),
    ...detailsOf(failure),
  };
}

function detailsOf({ status, retryAfterMs }: ModelFailure): Pick<RunError, "details"> {
  const details = {
    ...(status === null ? {} : { status }),
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  };
  return Object.keys(details).length > 0 ? { details } : {};
}

/** A crash of our own code while the run was at work. */
export const internalFailure: RunFailure = {
  stopReason: "error",
  error: {
    code: "internal",
    message: "The run ended because of a fault on our side. What it had written until then is kept.",
    hint: "Try again; if it stays, look for this run's id in the runner's log.",
    retryable: true,
  },
};

/** The run itself may have been fine; what it wrote could not be kept. */
export const unstorableFailure: RunFailure = {
  stopReason: "error",
  error: {
    code: "internal",
    message: "The run ended because the database refused what it wrote. What was stored until then is kept.",
    hint: "Look for this run's id in the runner's log.",
    retryable: false,
  },
};

/** The model does the same again and again. */
export function noProgressFailure(text: string): RunFailure {
  return {
    stopReason: "no_progress",
    error: {
      code: "no_progress",
      message: `The run was stopped because it went in circles: ${text}`,
      hint: "Tell the model in the instructions what to do instead, or ask in another way.",
      retryable: false,
    },
  };
}

/** The model has not managed to hand in what was asked for. */
export function invalidOutputFailure(fault: string, attempts: number): RunFailure {
  return {
    stopReason: "output_invalid",
    error: {
      code: "output_invalid",
      message: `The model's output did not fit the schema, at ${attempts} attempts. The last fault: ${fault}`,
      hint: "Make the schema simpler, describe its fields, or choose another model.",
      retryable: true,
    },
  };
}
