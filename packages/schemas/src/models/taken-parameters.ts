import { ParameterName, ReasoningLevel } from "#apps/parameters.ts";
import { assertNever } from "#assert-never.ts";
import type { ProviderModel } from "#models/model.ts";
import type { ProviderApi } from "#models/provider.ts";

/** The parameters that a model takes: those that its wire format has, without what the model itself refuses. */
export function takenParameters(api: ProviderApi, model: ProviderModel): ParameterName[] {
  const refused = new Set<ParameterName>([
    ...missingIn(api),
    ...(model.temperature === false ? (["temperature", "topP"] as const) : []),
    ...(takenReasoningLevels(model).length === 0 ? (["reasoning"] as const) : []),
  ]);
  return ParameterName.options.filter((name) => !refused.has(name));
}

/** How long it can be told to reason. A reasoning model of which no levels are known is believed to take all. */
export function takenReasoningLevels({ reasoning, reasoningLevels }: ProviderModel): ReasoningLevel[] {
  if (reasoning !== true) return [];
  return reasoningLevels ?? [...ReasoningLevel.options];
}

function missingIn(api: ProviderApi): readonly ParameterName[] {
  switch (api) {
    case "openai-responses":
      return ["stop", "seed"];
    case "anthropic-messages":
      return ["seed"];
    case "openai-completions":
    case "google-generative-ai":
      return [];
    default:
      return assertNever(api);
  }
}
