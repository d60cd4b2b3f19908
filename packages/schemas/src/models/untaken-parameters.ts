import { ParameterName, type Parameters, type ReasoningLevel } from "#apps/parameters.ts";
import type { Model } from "#models/model.ts";
import type { ProviderApi } from "#models/provider.ts";

/** What decides which parameters a model is sent. */
export type ParameterTaker = Pick<Model, "ref" | "reasoning"> & {
  readonly api: ProviderApi | "demo";
  readonly reasoningLevels: readonly ReasoningLevel[];
  readonly parameters: readonly ParameterName[];
};

export type UntakenParameter = {
  readonly name: ParameterName;
  /** A sentence for people. */
  readonly why: string;
};

/** Those of the parameters which are set that cannot be sent to a model. A run goes on without them, and says so. */
export function untakenParameters(wanted: Parameters, model: ParameterTaker): readonly UntakenParameter[] {
  return ParameterName.options.flatMap((name) => {
    const why = wanted[name] === undefined ? null : whyNot(name, wanted, model);
    return why === null ? [] : [{ name, why }];
  });
}

function whyNot(name: ParameterName, wanted: Parameters, model: ParameterTaker): string | null {
  const { reasoning } = wanted;
  // A model that cannot be told to reason is off already.
  if (name === "reasoning" && reasoning === "off" && !model.reasoning) return null;
  if (!model.parameters.includes(name)) return `${model.ref} does not take parameters.${name}.`;
  if (name === "reasoning" && reasoning !== undefined && !model.reasoningLevels.includes(reasoning)) {
    const levels = model.reasoningLevels.join(", ");
    return `${model.ref} takes ${levels} for parameters.reasoning, not ${reasoning}.`;
  }
  const isSampling = name === "temperature" || name === "topP";
  if (isSampling && model.api === "anthropic-messages" && willReason(wanted, model)) {
    return `${model.ref} takes no parameters.${name} while it reasons.`;
  }
  return null;
}

function willReason({ reasoning = "off" }: Parameters, model: ParameterTaker): boolean {
  return reasoning !== "off" && model.reasoningLevels.includes(reasoning);
}
