import { noTokens } from "@slipway/schemas/runs/usage";
import { expect, it } from "vitest";
import { estimateUsage } from "#budgets/estimate-usage.ts";

it("C35 takes four characters for a token, and the rest of the conversation for what was sent", () => {
  expect(estimateUsage({ said: 41, contextTokens: 100 })).toEqual({
    ...noTokens,
    inputTokens: 89,
    outputTokens: 11,
  });
  expect(estimateUsage({ said: 400, contextTokens: 10 })).toEqual({ ...noTokens, outputTokens: 100 });
});
