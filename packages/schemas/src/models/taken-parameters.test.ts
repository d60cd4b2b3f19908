import { describe, expect, it } from "vitest";
import { takenParameters, takenReasoningLevels } from "#models/taken-parameters.ts";

describe("takenParameters", () => {
  it("has what the wire format has", () => {
    const model = { id: "m", reasoning: true };
    expect(takenParameters("openai-completions", model)).toEqual([
      "temperature",
      "topP",
      "maxOutputTokens",
      "stop",
      "seed",
      "reasoning",
    ]);
    expect(takenParameters("openai-responses", model)).not.toContain("stop");
    expect(takenParameters("openai-responses", model)).not.toContain("seed");
    expect(takenParameters("anthropic-messages", model)).not.toContain("seed");
    expect(takenParameters("google-generative-ai", model)).toContain("seed");
  });

  it("leaves out what the model refuses or cannot do", () => {
    expect(takenParameters("openai-completions", { id: "m" })).not.toContain("reasoning");
    const stubborn = { id: "m", reasoning: true, temperature: false, reasoningLevels: [] };
    expect(takenParameters("openai-completions", stubborn)).toEqual(["maxOutputTokens", "stop", "seed"]);
  });
});

describe("takenReasoningLevels", () => {
  it("believes a reasoning model to take every level until it is known better", () => {
    expect(takenReasoningLevels({ id: "m", reasoning: true })).toHaveLength(5);
    expect(takenReasoningLevels({ id: "m", reasoning: true, reasoningLevels: ["low"] })).toEqual(["low"]);
    expect(takenReasoningLevels({ id: "m", reasoningLevels: ["low"] })).toEqual([]);
  });
});
