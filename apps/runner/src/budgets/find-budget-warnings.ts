import { fromMicroUsd } from "@slipway/schemas/money";
import type { Budget } from "@slipway/schemas/runs/budget";
import type { Spent } from "#budgets/check-budget.ts";

export type BudgetWarning = {
  readonly kind: "maxTurns" | "maxToolCalls" | "maxTokens" | "maxCostUsd";
  readonly current: number;
  readonly limit: number;
};

/** A limit is warned of from this part of it on. */
export const warnedFrom = 0.8;

/** The limits that are nearly used up and were not warned of yet. One that is reached is not near any more. */
export function findBudgetWarnings(
  budget: Budget,
  { usage, costMicroUsd }: Spent,
  warned: ReadonlySet<string>,
): BudgetWarning[] {
  const spent: readonly (readonly [BudgetWarning["kind"], number])[] = [
    ["maxTurns", usage.turns],
    ["maxToolCalls", usage.toolCalls],
    ["maxTokens", usage.inputTokens + usage.outputTokens],
    ["maxCostUsd", costMicroUsd === null ? 0 : fromMicroUsd(costMicroUsd)],
  ];
  return spent.flatMap(([kind, current]) => {
    const limit = budget[kind];
    const isNear = limit !== undefined && current >= limit * warnedFrom && current < limit;
    return isNear && !warned.has(kind) ? [{ kind, current, limit }] : [];
  });
}
