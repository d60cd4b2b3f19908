import { describe, expect, it } from "vitest";
import { chooseThinking, thinksAdaptively } from "#harness/model-call/anthropic-thinking.ts";

describe("thinksAdaptively", () => {
  it.each([
    "claude-opus-4-6",
    "claude-sonnet-4-6-20260101",
    "claude-opus-4-10",
    "claude-sonnet-5",
    "claude-fable-5-1",
    "anthropic/claude-opus-4.8",
  ])("%s is told an effort", (id) => {
    expect(thinksAdaptively(id)).toBe(true);
  });

  it.each([
    "claude-3-7-sonnet-20250219",
    "claude-sonnet-4-20250514",
    "claude-opus-4-1-20250805",
    "claude-haiku-4-5",
    "claude-sonnet-4-5-20250929",
    "anthropic/claude-opus-4.5",
    "claude-opus-4@20250514",
    "kimi-k2",
    "scripted",
  ])("%s is given a budget", (id) => {
    expect(thinksAdaptively(id)).toBe(false);
  });
});

describe("chooseThinking", () => {
  it("leaves room for an answer beside the budget", () => {
    expect(chooseThinking("claude-haiku-4-5", "high", 64_000)).toEqual({
      thinkingEnabled: true,
      thinkingBudgetTokens: 16_384,
    });
    expect(chooseThinking("claude-haiku-4-5", "high", 4_000)).toEqual({
      thinkingEnabled: true,
      thinkingBudgetTokens: 2_976,
    });
    expect(() => chooseThinking("claude-haiku-4-5", "low", 2_000)).toThrow("ask for 2048 or more");
  });

  it("tells the newer ones the nearest effort, whatever the limit", () => {
    expect(chooseThinking("claude-opus-5", "minimal", 100)).toEqual({ thinkingEnabled: true, effort: "low" });
    expect(chooseThinking("claude-opus-4-6", "off", 100)).toEqual({ thinkingEnabled: false });
  });
});
