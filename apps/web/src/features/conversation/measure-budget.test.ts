import { expect, it } from "vitest";
import { measureBudget } from "./measure-budget.ts";

const spent = { runId: "run_1", turns: 12, toolCalls: 30, tokens: 45_000, costUsd: 0.42 };

it("measures each limit that is set, the nearest to its end first", () => {
  expect(measureBudget({ maxTurns: 50, maxTokens: 60_000, maxCostUsd: 1 }, spent)).toEqual([
    { share: 0.75, words: "45,000 of 60,000 tokens" },
    { share: 0.42, words: "$0.42 of $1.00" },
    { share: 0.24, words: "12 of 50 turns" },
  ]);
});

it("measures no cost that is not known, and no limit that is not set", () => {
  expect(measureBudget({ maxCostUsd: 1 }, { ...spent, costUsd: null })).toEqual([]);
  expect(measureBudget({ maxToolCalls: 0 }, { ...spent, toolCalls: 0 })[0]?.share).toBe(1);
});
