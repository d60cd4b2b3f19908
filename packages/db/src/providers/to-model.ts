import type { Model, ProviderModel } from "@slipway/schemas/models/model";

/** A model as callers name it. What its provider did not declare is null, never guessed. */
export function toModel(provider: string, model: ProviderModel): Model {
  return {
    ref: `${provider}/${model.id}`,
    provider,
    id: model.id,
    name: model.name ?? model.id,
    contextWindow: model.contextWindow ?? null,
    maxOutputTokens: model.maxOutputTokens ?? null,
    reasoning: model.reasoning ?? false,
    cost: model.cost ?? null,
    demo: false,
  };
}
