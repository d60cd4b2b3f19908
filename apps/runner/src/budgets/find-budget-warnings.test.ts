import { noUsage } from "@slipway/schemas/runs/usage";
import { expect, it } from "vitest";
import { findBudgetWarnings } from "#budgets/find-budget-warnings.ts";

const spent = { usage: { ...noUsage, turns: 4, inputTokens: 50, outputTokens: 29 }, costMicroUsd: 900_000 };

it("C38 warns of each limit from four fifths on, until it is reached", () => {
  const find = (budget: Parameters<typeof findBudgetWarnings>[0]) =>
    findBudgetWarnings(budget, spent, new Set());
  expect(find({ maxTurns: 5, maxTokens: 100, maxCostUsd: 1 })).toEqual([
    { kind: "maxTurns", current: 4, limit: 5 },
    { kind: "maxCostUsd", current: 0.9, limit: 1 },
  ]);
  expect(find({ maxTokens: 98 })).toEqual([{ kind: "maxTokens", current: 79, limit: 98 }]);
  expect(find({ maxTurns: 4, maxTokens: 79, maxCostUsd: 0.9 })).toEqual([]);
  expect(find({})).toEqual([]);
});

it("C38 warns once, and says nothing of a cost that is not known", () => {
  expect(findBudgetWarnings({ maxTurns: 5 }, spent, new Set(["maxTurns"]))).toEqual([]);
  expect(findBudgetWarnings({ maxCostUsd: 1 }, { ...spent, costMicroUsd: null }, new Set())).toEqual([]);
});
