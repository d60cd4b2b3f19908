import { expect, it } from "vitest";
import { toTokenUsage } from "#harness/model-call/to-token-usage.ts";

const cost = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, total: 0 };

it("counts cached tokens as input and reasoning as output", () => {
  const usage = { input: 6, output: 9, cacheRead: 4, cacheWrite: 2, reasoning: 3, totalTokens: 21, cost };
  expect(toTokenUsage(usage)).toEqual({
    inputTokens: 12,
    outputTokens: 9,
    cacheReadTokens: 4,
    cacheWriteTokens: 2,
    reasoningTokens: 3,
  });
});

it("says nothing where nothing was reported", () => {
  expect(toTokenUsage({ input: 0, output: 0, cacheRead: 0, cacheWrite: 0, totalTokens: 0, cost })).toBeNull();
});

it("does not believe numbers that count nothing", () => {
  const usage = { input: 2.7, output: Number.NaN, cacheRead: -1, cacheWrite: 0, totalTokens: 0, cost };
  expect(toTokenUsage(usage)).toMatchObject({ inputTokens: 2, outputTokens: 0, cacheReadTokens: 0 });
});
