import type { Parameters } from "@slipway/schemas/apps/parameters";
import { untakenParameters } from "@slipway/schemas/models/untaken-parameters";
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
  for (const { name, why } of untakenParameters(wanted, model)) {
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
