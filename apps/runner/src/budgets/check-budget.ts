import { fromMicroUsd } from "@slipway/schemas/money";
import type { Budget } from "@slipway/schemas/runs/budget";
import type { RunUsage } from "@slipway/schemas/runs/usage";

export type BudgetKind = "maxTurns" | "maxToolCalls" | "maxTokens" | "maxCostUsd";

export type BudgetCheck =
  | { readonly kind: "within" }
  | {
      readonly kind: "exceeded";
      readonly limit: BudgetKind;
      readonly current: number;
      readonly allowed: number;
    };

export type Spent = { readonly usage: RunUsage; readonly costMicroUsd: number | null };

/** Whether one more model call may be made. Time limits are watched by clocks, not here. */
export function checkBudget(budget: Budget, { usage, costMicroUsd }: Spent): BudgetCheck {
  const spent: Record<BudgetKind, number> = {
    maxTurns: usage.turns,
    maxToolCalls: usage.toolCalls,
    maxTokens: usage.inputTokens + usage.outputTokens,
    maxCostUsd: costMicroUsd === null ? 0 : fromMicroUsd(costMicroUsd),
  };
  for (const limit of ["maxTurns", "maxTokens", "maxCostUsd"] as const) {
    const allowed = budget[limit];
    if (allowed !== undefined && spent[limit] >= allowed) {
      return { kind: "exceeded", limit, current: spent[limit], allowed };
    }
  }
  return { kind: "within" };
}
