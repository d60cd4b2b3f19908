import type { OpenAICompletionsOptions } from "@earendil-works/pi-ai/api/openai-completions";
import type { Parameters } from "@slipway/schemas/apps/parameters";
import type { ModelTarget } from "#harness/harness.ts";

type RequestOptions = Pick<
  OpenAICompletionsOptions,
  "temperature" | "maxTokens" | "samplingParams" | "reasoningEffort"
>;

/** What Pi needs to put the parameters into the request. */
export function toRequestOptions(parameters: Parameters): RequestOptions {
  const { temperature, topP, maxOutputTokens, stop, seed, reasoning } = parameters;
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxOutputTokens === undefined ? {} : { maxTokens: maxOutputTokens }),
    ...(reasoning === undefined || reasoning === "off" ? {} : { reasoningEffort: reasoning }),
    // Pi has no option of its own for these; it puts them into the body as they are.
    samplingParams: {
      ...(topP === undefined ? {} : { top_p: topP }),
      ...(stop === undefined || stop.length === 0 ? {} : { stop }),
      ...(seed === undefined ? {} : { seed }),
    },
  };
}

/**
 * Throws when the finished body ignores `parameters.reasoning`. It looks at the body because Pi decides by the model and
 * by the endpoint's address whether and in which words a model can be told how long to reason. Everything else that
 * `toRequestOptions` takes is always in the body.
 */
export function requireReasoning(body: unknown, parameters: Parameters, model: ModelTarget): void {
  const { reasoning } = parameters;
  if (reasoning === undefined || (reasoning === "off" && !model.reasoning)) return;
  if (!model.reasoning) {
    throw new Error(
      `${model.ref} is not declared as a reasoning model, so parameters.reasoning cannot be honoured.`,
    );
  }
  if (typeof body === "object" && body !== null && reasoningFields.some((field) => field in body)) return;
  throw new Error(
    `The endpoint of ${model.ref} cannot be told how long to reason: leave out parameters.reasoning.`,
  );
}

const reasoningFields = ["reasoning_effort", "reasoning", "thinking", "enable_thinking"];
