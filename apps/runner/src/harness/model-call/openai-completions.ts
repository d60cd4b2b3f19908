import type { Model } from "@earendil-works/pi-ai";
import { type OpenAICompletionsOptions, stream } from "@earendil-works/pi-ai/api/openai-completions";
import type { Parameters } from "@slipway/schemas/apps/parameters";
import type { ModelTarget } from "#harness/harness.ts";
import { type AskedOutput, type CallModel, commonOptions } from "#harness/model-call/call-model.ts";
import { isHostOf } from "#harness/model-call/is-host-of.ts";
import { outputName } from "#harness/model-call/output-name.ts";
import { toPiModel } from "#harness/model-call/to-pi-model.ts";

/**
 * One request to a model that speaks OpenAI chat completions, through Pi's function for that API. Pi's model runtime
 * above it takes no part: it finds keys in the environment and in configuration strings.
 */
export const callOpenAiCompletions: CallModel = (call) => {
  const { model, parameters, context, output } = call;
  return stream(toModel(model, parameters.reasoning), context, {
    ...commonOptions(call),
    ...toOptions(parameters),
    onPayload: (body) => {
      requireReasoning(body, parameters, model);
      return withOutput(withoutEmptyTools(body), output);
    },
  });
};

function toModel(target: ModelTarget, reasoning: Parameters["reasoning"]): Model<"openai-completions"> {
  return {
    ...toPiModel(target, "openai-completions"),
    ...(reasoning === "off" ? { thinkingLevelMap: { off: "none" } } : {}),
    compat: toCompat(target, reasoning),
  };
}

/** Pi guesses an endpoint's dialect from its address; here is where a wrong guess would change the request. */
function toCompat(
  { baseUrl }: ModelTarget,
  reasoning: Parameters["reasoning"],
): NonNullable<Model<"openai-completions">["compat"]> {
  const isOpenAi = isHostOf(baseUrl, "api.openai.com") || isHostOf(baseUrl, "openai.azure.com");
  return {
    // Endpoints that only resemble OpenAI's refuse fields that they do not know, or ignore them.
    supportsStore: isOpenAi,
    supportsDeveloperRole: isOpenAi,
    supportsStrictMode: isOpenAi,
    maxTokensField: isOpenAi ? "max_completion_tokens" : "max_tokens",
    // Other dialects switch reasoning off when nothing is asked for; left out means the model's own default.
    ...(reasoning === undefined ? { thinkingFormat: "openai" } : {}),
  };
}

/** What Pi needs to put the parameters into the request. */
function toOptions({
  temperature,
  topP,
  maxOutputTokens,
  stop,
  seed,
  reasoning,
}: Parameters): OpenAICompletionsOptions {
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
 * Throws when the finished body ignores `parameters.reasoning`. It looks at the body because Pi decides by the endpoint's
 * address whether and in which words a model can be told how long to reason. Everything else is always in the body.
 */
function requireReasoning(body: unknown, { reasoning }: Parameters, model: ModelTarget): void {
  if (reasoning === undefined) return;
  if (typeof body === "object" && body !== null && reasoningFields.some((field) => field in body)) return;
  throw new Error(
    `The endpoint of ${model.ref} cannot be told how long to reason: leave out parameters.reasoning.`,
  );
}

const reasoningFields = ["reasoning_effort", "reasoning", "thinking", "enable_thinking"];

function withOutput(body: unknown, output: AskedOutput | null): unknown {
  if (output === null || typeof body !== "object") return body;
  const { schema, isStrict: strict } = output;
  return {
    ...body,
    response_format: { type: "json_schema", json_schema: { name: outputName, schema, strict } },
  };
}

/** After tools were taken from an app, Pi sends an empty list for the sake of one provider; others refuse it. */
function withoutEmptyTools(body: unknown): unknown {
  if (typeof body !== "object" || body === null || !("tools" in body)) return body;
  const { tools, ...rest } = body;
  return Array.isArray(tools) && tools.length === 0 ? rest : body;
}
