import { ParameterName, ReasoningLevel } from "@slipway/schemas/apps/parameters";
import type { ModelTarget } from "#harness/harness.ts";

/** A model with everything defaulted but what matters to the test. */
export function givenModel(wanted: Partial<ModelTarget> = {}): ModelTarget {
  return {
    ref: "test/scripted",
    provider: "test",
    modelId: "scripted",
    api: "openai-completions",
    baseUrl: "http://127.0.0.1:9/v1",
    apiKey: "test-key",
    contextWindow: null,
    maxOutputTokens: null,
    reasoning: false,
    reasoningLevels: wanted.reasoning === true ? [...ReasoningLevel.options] : [],
    vision: false,
    structuredOutput: false,
    parameters: [...ParameterName.options],
    cost: null,
    ...wanted,
  };
}
