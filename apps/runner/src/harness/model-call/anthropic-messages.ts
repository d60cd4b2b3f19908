import type { Model } from "@earendil-works/pi-ai";
import { type AnthropicOptions, stream } from "@earendil-works/pi-ai/api/anthropic-messages";
import { getCurrentTools } from "@earendil-works/pi-ai/utils/transcript";
import type { Parameters } from "@slipway/schemas/apps/parameters";
import { anthropicBase } from "@slipway/schemas/models/anthropic-base";
import type { ModelTarget } from "#harness/harness.ts";
import { completeAnthropicBody } from "#harness/model-call/anthropic-body.ts";
import { chooseThinking, thinksAdaptively } from "#harness/model-call/anthropic-thinking.ts";
import { type CallModel, commonOptions } from "#harness/model-call/call-model.ts";
import { isHostOf } from "#harness/model-call/is-host-of.ts";
import { toPiModel } from "#harness/model-call/to-pi-model.ts";

/** One request to a model that speaks Anthropic messages. */
export const callAnthropicMessages: CallModel = (call) => {
  const { model, parameters, context, output } = call;
  return stream(toModel(model), context, {
    ...commonOptions(call),
    ...toOptions(parameters, model),
    onPayload: (body) =>
      completeAnthropicBody(body, { parameters, output, tools: getCurrentTools(context.messages) }),
  });
};

function toModel(target: ModelTarget): Model<"anthropic-messages"> {
  return {
    ...toPiModel(target, "anthropic-messages"),
    baseUrl: anthropicBase(target.baseUrl),
    compat: {
      forceAdaptiveThinking: thinksAdaptively(target.modelId),
      // Endpoints that only resemble Anthropic's may refuse a field of a tool that they do not know.
      supportsEagerToolInputStreaming: isHostOf(target.baseUrl, "api.anthropic.com"),
      sendSessionAffinityHeaders: false,
    },
  };
}

function toOptions(parameters: Parameters, model: ModelTarget): AnthropicOptions {
  const maxTokens = parameters.maxOutputTokens ?? model.maxOutputTokens ?? usualLimit;
  const { temperature, reasoning } = parameters;
  return {
    maxTokens,
    ...(temperature === undefined ? {} : { temperature }),
    ...(reasoning === undefined ? {} : chooseThinking(model.modelId, reasoning, maxTokens)),
  };
}

/** Anthropic wants a limit with every request. Where nothing is known, this is what its models have had since 2024. */
const usualLimit = 8_192;
