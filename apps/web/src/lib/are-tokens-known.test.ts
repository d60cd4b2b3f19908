import { noUsage } from "@slipway/schemas/runs/usage";
import { expect, it } from "vitest";
import { areTokensKnown } from "./are-tokens-known.ts";

it("takes no tokens after a model call for nobody's word, and before one for what it is", () => {
  expect(areTokensKnown(noUsage)).toBe(true);
  expect(areTokensKnown({ ...noUsage, turns: 1 })).toBe(false);
  expect(areTokensKnown({ ...noUsage, turns: 1, inputTokens: 3 })).toBe(true);
});
