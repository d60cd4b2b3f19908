import { ReasoningLevel } from "@slipway/schemas/apps/parameters";
import type { ProviderModel } from "@slipway/schemas/models/model";

export type Ability = "reasoning" | "vision" | "tools" | "structuredOutput" | "temperature";

/** The model with another answer, or without one: what is unknown is left out. Levels only belong to reasoning. */
export function withAbility(
  model: ProviderModel,
  ability: Ability,
  value: boolean | undefined,
): ProviderModel {
  const { [ability]: _replaced, ...rest } = model;
  const changed: ProviderModel = value === undefined ? rest : { ...rest, [ability]: value };
  if (changed.reasoning) return changed;
  const { reasoningLevels: _levels, ...withoutLevels } = changed;
  return withoutLevels;
}

/** The model that takes a level, or no longer. All levels are the same as not knowing them. */
export function withLevel(model: ProviderModel, level: ReasoningLevel, isTaken: boolean): ProviderModel {
  const { reasoningLevels = ReasoningLevel.options, ...rest } = model;
  const levels = ReasoningLevel.options.filter((each) =>
    each === level ? isTaken : reasoningLevels.includes(each),
  );
  return levels.length === ReasoningLevel.options.length ? rest : { ...rest, reasoningLevels: levels };
}
