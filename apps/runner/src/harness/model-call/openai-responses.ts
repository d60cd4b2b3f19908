import type { Model } from "@earendil-works/pi-ai";
import { type OpenAIResponsesOptions, stream } from "@earendil-works/pi-ai/api/openai-responses";
import type { Parameters } from "@slipway/schemas/apps/parameters";
import type { ModelTarget } from "#harness/harness.ts";
import { type AskedOutput, type CallModel, commonOptions } from "#harness/model-call/call-model.ts";
import { isHostOf } from "#harness/model-call/is-host-of.ts";
import { outputName } from "#harness/model-call/output-name.ts";
import { replayableInput } from "#harness/model-call/replayable-input.ts";
import { toPiModel } from "#harness/model-call/to-pi-model.ts";

/** One request to a model that speaks OpenAI responses. Nothing is kept there: the conversation is sent whole each time. */
export const callOpenAiResponses: CallModel = (call) => {
  const { model, parameters, context, output } = call;
  return stream(toModel(model, parameters.reasoning), context, {
    ...commonOptions(call),
    ...toOptions(parameters),
    onPayload: (body) => completeBody(body, model, output),
  });
};

function toModel(target: ModelTarget, reasoning: Parameters["reasoning"]): Model<"openai-responses"> {
  const isOpenAi = isHostOf(target.baseUrl, "api.openai.com") || isHostOf(target.baseUrl, "openai.azure.com");
  return {
    ...toPiModel(target, "openai-responses"),
    // Null: Pi then says nothing about reasoning, which is the model's own default.
    thinkingLevelMap: { off: reasoning === "off" ? "none" : null },
    compat: { supportsDeveloperRole: isOpenAi, supportsStrictMode: isOpenAi },
  };
}

function toOptions({ temperature, topP, maxOutputTokens, reasoning }: Parameters): OpenAIResponsesOptions {
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxOutputTokens === undefined ? {} : { maxTokens: maxOutputTokens }),
    ...(reasoning === undefined || reasoning === "off" ? {} : { reasoningEffort: reasoning }),
    samplingParams: topP === undefined ? {} : { top_p: topP },
  };
}

/** A reasoning model's reasoning comes back encrypted, so that the next turn can go on from it. */
function completeBody(body: unknown, { reasoning }: ModelTarget, output: AskedOutput | null): unknown {
  if (typeof body !== "object" || body === null || !("input" in body)) return body;
  return {
    ...body,
    input: replayableInput(body.input),
    ...(reasoning ? { include: ["reasoning.encrypted_content"] } : {}),
    ...(output === null ? {} : { text: { format: toFormat(output) } }),
  };
}

function toFormat({ schema, isStrict: strict }: AskedOutput) {
  return { type: "json_schema", name: outputName, schema, strict };
}
