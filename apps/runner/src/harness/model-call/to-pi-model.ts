import type { Api, Model } from "@earendil-works/pi-ai";
import type { ModelTarget } from "#harness/harness.ts";

/**
 * The model as Pi wants it. Nothing in here is expanded or executed by Pi: that is its providers' configuration, which
 * we do not use.
 */
export function toPiModel<A extends Api>(target: ModelTarget, api: A): Model<A> {
  return {
    id: target.modelId,
    name: target.modelId,
    api,
    provider: target.provider,
    baseUrl: target.baseUrl,
    reasoning: target.reasoning,
    input: target.vision ? ["text", "image"] : ["text"],
    // Prices and limits are ours to apply: Pi's own counting is not used.
    cost: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
    contextWindow: 0,
    maxTokens: 0,
  };
}
