import { findBudgetWarnings } from "#budgets/find-budget-warnings.ts";
import type { RunScope } from "#run/run-scope.ts";

/** Says once of each limit that it is nearly used up. */
export function warnOfBudgets({ claimed, progress, warned, log }: RunScope): void {
  for (const warning of findBudgetWarnings(claimed.row.budget, progress, warned)) {
    warned.add(warning.kind);
    log.append({ type: "budget.warned", ...warning });
  }
}
