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
  const leaveOut = (name: ParameterName, why: string) => {
    delete fitted[name];
    warn(`${why} The run goes on without it.`);
  };
  for (const name of Parameters.keyof().options) {
    if (fitted[name] === undefined || model.parameters.includes(name)) continue;
    // A model that cannot be told to reason is off already.
    if (name === "reasoning" && fitted.reasoning === "off" && !model.reasoning) delete fitted.reasoning;
    else leaveOut(name, `${model.ref} does not take parameters.${name}.`);
  }
  const { reasoning, maxOutputTokens } = fitted;
  if (reasoning !== undefined && !model.reasoningLevels.includes(reasoning)) {
    const levels = model.reasoningLevels.join(", ");
    leaveOut("reasoning", `${model.ref} takes ${levels} for parameters.reasoning, not ${reasoning}.`);
  }
  if (model.api === "anthropic-messages" && (fitted.reasoning ?? "off") !== "off") {
    for (const name of ["temperature", "topP"] as const) {
      if (fitted[name] === undefined) continue;
      leaveOut(name, `${model.ref} takes no parameters.${name} while it reasons.`);
    }
  }
  if (model.api === "openai-responses" && (maxOutputTokens ?? leastResponseTokens) < leastResponseTokens) {
    warn(
      `${model.ref} takes ${leastResponseTokens} or more for parameters.maxOutputTokens: that is asked for.`,
    );
  }
  return { parameters: fitted, warnings };
}
