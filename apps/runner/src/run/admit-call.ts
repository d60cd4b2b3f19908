import type { RunError } from "@slipway/schemas/runs/run-error";
import type { Refusal } from "#breaker/model-breaker.ts";
import type { CallPass } from "#breaker/model-breakers.ts";
import type { ModelTarget } from "#harness/harness.ts";
import type { ModelLine } from "#run/model-line.ts";
import type { RunDeps } from "#run/run-deps.ts";
import type { RunFailure } from "#run/run-failure.ts";
import type { RunScope } from "#run/run-scope.ts";
import { waitUnless } from "#run/wait-unless.ts";

export type Admitted =
  | CallPass
  | { readonly kind: "stopped" }
  /** No model of the run may be called, also after a wait. */
  | { readonly kind: "unavailable"; readonly failure: RunFailure };

/**
 * Waits for the right to call a model: the current one, or else at once the first after it that may be called. When none
 * may, the run waits once for the first that is tried again, and then for that probe; when it fails, so does the run.
 */
export async function admitCall(
  deps: RunDeps,
  scope: RunScope,
  { line, countRetry }: { readonly line: ModelLine; readonly countRetry: () => number },
): Promise<Admitted> {
  let waitedUntil: number | null = null;
  for (;;) {
    if (scope.stop.signal.aborted) return { kind: "stopped" };
    const entered = await enterFirst(deps, scope, line);
    if (entered.kind === "admitted") return entered;
    const refusal = entered;
    if (refusal.until !== null && refusal.until !== waitedUntil) {
      const error = unavailable(line.current, refusal, deps.now());
      if (waitedUntil !== null) return { kind: "unavailable", failure: { stopReason: "error", error } };
      waitedUntil = refusal.until;
      scope.log.append({
        type: "retry.scheduled",
        attempt: countRetry(),
        delayMs: Math.ceil(refusal.retryInMs),
        error,
      });
    }
    await waitUnless(scope.stop.signal, Math.ceil(refusal.retryInMs));
  }
}

async function enterFirst(deps: RunDeps, scope: RunScope, line: ModelLine): Promise<CallPass | Refusal> {
  let soonest: Refusal = { kind: "refused", retryInMs: Number.POSITIVE_INFINITY, until: null };
  for (const model of [line.current, ...line.rest]) {
    const entered = deps.breakers.enter(scope.claimed.lease.projectId, model.ref);
    if (entered.kind === "admitted") {
      if (model !== line.current) await fallBack(scope, line, model);
      return entered;
    }
    if (entered.retryInMs < soonest.retryInMs) soonest = entered;
  }
  return soonest;
}

/** Another model is asked from now on; the log says so. */
export async function fallBack(scope: RunScope, line: ModelLine, model: ModelTarget): Promise<void> {
  const message = `${line.current.ref} cannot answer now. ${model.ref} is asked instead.`;
  scope.log.append({ type: "warning", code: "model_fallback", message });
  await line.goTo(model);
}

function unavailable({ ref }: ModelTarget, { retryInMs }: Refusal, now: Date): RunError {
  return {
    code: "provider_unavailable",
    message: `${ref} failed several times in a row. It is tried again in ${Math.ceil(retryInMs / 1_000)} s.`,
    hint: "Wait that long, or give the app a fallback model.",
    retryable: true,
    details: { retryAt: new Date(now.getTime() + retryInMs).toISOString() },
  };
}
