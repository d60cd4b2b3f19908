import { expect, it } from "vitest";
import { contextWords, describeModel } from "./describe-model.ts";

it("says what is known and nothing else", () => {
  expect(describeModel({})).toBe("");
  expect(describeModel({ contextWindow: null, cost: null, vision: null, tools: false })).toBe("");
  const cost = { input: 3, output: 15, cacheRead: 0, cacheWrite: 0 };
  expect(
    describeModel({
      contextWindow: 200_000,
      cost,
      reasoning: true,
      vision: true,
      tools: true,
      structuredOutput: true,
    }),
  ).toBe(
    "200k context · $3.00 / $15.00 per million tokens · reasons · sees pictures · calls tools · keeps to a schema",
  );
});

it.each([
  [500, "500"],
  [8_192, "8k"],
  [200_000, "200k"],
  [1_048_576, "1M"],
  [1_500_000, "1.5M"],
])("writes %i tokens as %s", (contextWindow, words) => {
  expect(contextWords({ contextWindow })).toBe(words);
});
