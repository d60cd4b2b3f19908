import type { FinalStep } from "#run/decide-next.ts";
import { invalidOutputFailure } from "#run/run-failure.ts";
import type { RunScope } from "#run/run-scope.ts";

/** An output that does not fit: the model is told and tries again, as often as the budget says. Not null: the run is over. */
export function countInvalidOutput(scope: RunScope, fault: string): FinalStep | null {
  const { claimed, log } = scope;
  const allowed = claimed.row.budget.maxValidationRetries ?? 0;
  if (scope.invalidOutputs >= allowed) {
    scope.texts = [];
    return { kind: "fail", failure: invalidOutputFailure(fault, scope.invalidOutputs + 1) };
  }
  scope.invalidOutputs += 1;
  log.append({ type: "validation.retried", attempt: scope.invalidOutputs, error: fault });
  return null;
}
