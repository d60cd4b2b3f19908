import { type ParameterName, Parameters } from "@slipway/schemas/apps/parameters";
import type { HarnessEvent, ModelTarget } from "#harness/harness.ts";

export type FittedParameters = {
  readonly parameters: Parameters;
  /** What the person should know about those that are not as configured. */
  readonly warnings: readonly HarnessEvent[];
};

/** OpenAI's responses take no smaller limit. */
const leastResponseTokens = 16;

/** Leaves out what the model does not take, and says so: a fallback model may take less than the one it stands in for. */
export function fitParameters(wanted: Parameters, model: ModelTarget): FittedParameters {
  const fitted = { ...wanted };
  const warnings: HarnessEvent[] = [];
  const warn = (message: string) =>
    void warnings.push({ type: "warning", code: "parameter_ignored", message });
  // A model that cannot be told to reason is off already.
  if (fitted.reasoning === "off" && !model.reasoning) delete fitted.reasoning;
  for (const name of Parameters.keyof().options) {
    const why = fitted[name] === undefined ? null : whyNot(name, fitted, model);
    if (why === null) continue;
    delete fitted[name];
    warn(`${why} The run goes on without it.`);
  }
  const { maxOutputTokens = leastResponseTokens } = fitted;
  if (model.api === "openai-responses" && maxOutputTokens < leastResponseTokens) {
    warn(
      `${model.ref} takes ${leastResponseTokens} or more for parameters.maxOutputTokens: that is asked for.`,
    );
  }
  return { parameters: fitted, warnings };
}

/** Why a parameter that is set cannot be sent. Null: it can. */
function whyNot(name: ParameterName, wanted: Parameters, model: ModelTarget): string | null {
  const { reasoning } = wanted;
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

function willReason({ reasoning = "off" }: Parameters, model: ModelTarget): boolean {
  return reasoning !== "off" && model.reasoningLevels.includes(reasoning);
}
