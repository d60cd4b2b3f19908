import type { Model, ProviderModel } from "@slipway/schemas/models/model";
import type { ProviderApi } from "@slipway/schemas/models/provider";
import { takenParameters, takenReasoningLevels } from "@slipway/schemas/models/taken-parameters";

type Listed = { readonly provider: string; readonly api: ProviderApi; readonly model: ProviderModel };

/** A model as callers name it. What its provider did not declare is null, never guessed. */
export function toModel({ provider, api, model }: Listed): Model {
  return {
    ref: `${provider}/${model.id}`,
    provider,
    id: model.id,
    name: model.name ?? model.id,
    contextWindow: model.contextWindow ?? null,
    maxOutputTokens: model.maxOutputTokens ?? null,
    reasoning: model.reasoning ?? false,
    reasoningLevels: takenReasoningLevels(model),
    vision: model.vision ?? null,
    tools: model.tools ?? null,
    structuredOutput: model.structuredOutput ?? null,
    parameters: takenParameters(api, model),
    cost: model.cost ?? null,
    demo: false,
  };
}
