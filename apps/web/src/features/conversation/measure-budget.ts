import type { SessionFigures } from "@slipway/schemas/events/fold-figures";
import type { Budget } from "@slipway/schemas/runs/budget";
import { formatCost } from "#ui/format-cost.ts";
import { formatCount } from "#ui/format-count.ts";

export type BudgetShare = {
  /** 0 to 1, and beyond where it was overdrawn. */
  readonly share: number;
  /** "12 of 50 turns". */
  readonly words: string;
};

type Spent = NonNullable<SessionFigures["spent"]>;

/** What is used of each limit that a run has and that is counted, the nearest to its end first. */
export function measureBudget(budget: Budget, { turns, toolCalls, tokens, costUsd }: Spent): BudgetShare[] {
  const count = (noun: string) => (used: number, limit: number) =>
    `${formatCount(used)} of ${formatCount(limit)} ${noun}`;
  return [
    ...shareOf(turns, budget.maxTurns, count("turns")),
    ...shareOf(toolCalls, budget.maxToolCalls, count("tool calls")),
    ...shareOf(tokens, budget.maxTokens, count("tokens")),
    ...shareOf(costUsd, budget.maxCostUsd, (used, limit) => `${formatCost(used)} of ${formatCost(limit)}`),
  ].toSorted((one, other) => other.share - one.share);
}

/** Nothing where there is no limit, or the figure is not known. */
function shareOf(
  used: number | null,
  limit: number | undefined,
  words: (used: number, limit: number) => string,
): BudgetShare[] {
  if (limit === undefined || used === null) return [];
  return [{ share: limit === 0 ? 1 : used / limit, words: words(used, limit) }];
}
