import type { Model } from "@earendil-works/pi-ai";
import type { Parameters } from "@slipway/schemas/apps/parameters";
import type { ModelTarget } from "#harness/harness.ts";

type OpenAiModel = Model<"openai-completions">;

/**
 * The model as Pi wants it. Nothing in here is expanded or executed by Pi: that is its providers' configuration, which
 * we do not use.
 */
export function toPiModel(target: ModelTarget, reasoning: Parameters["reasoning"]): OpenAiModel {
  return {
    id: target.modelId,
    name: target.modelId,
    api: "openai-completions",
    provider: target.provider,
    baseUrl: target.baseUrl,
    reasoning: target.reasoning,
    ...(reasoning === "off" ? { thinkingLevelMap: { off: "none" } } : {}),
    input: ["text"],
    // Prices and limits are ours to apply: Pi's own counting is not used.
    cost: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
    contextWindow: 0,
    maxTokens: 0,
    compat: toCompat(target, reasoning),
  };
}

/** Pi guesses an endpoint's dialect from its address; here is where a wrong guess would change the request. */
function toCompat(
  target: ModelTarget,
  reasoning: Parameters["reasoning"],
): NonNullable<OpenAiModel["compat"]> {
  const isOpenAi = openAiHosts.test(URL.canParse(target.baseUrl) ? new URL(target.baseUrl).hostname : "");
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

const openAiHosts = /(?:^|\.)(?:api\.openai\.com|openai\.azure\.com)$/;
