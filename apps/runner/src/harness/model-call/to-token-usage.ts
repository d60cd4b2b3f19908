import type { Usage } from "@earendil-works/pi-ai";
import type { TokenUsage } from "@slipway/schemas/runs/usage";

/** Pi's count in our terms, or null where the provider reported nothing: Pi then says zero. */
export function toTokenUsage(usage: Usage): TokenUsage | null {
  const cacheReadTokens = toCount(usage.cacheRead);
  const cacheWriteTokens = toCount(usage.cacheWrite);
  // Pi's input leaves out what came from the cache.
  const inputTokens = toCount(usage.input) + cacheReadTokens + cacheWriteTokens;
  const outputTokens = toCount(usage.output);
  if (inputTokens === 0 && outputTokens === 0) return null;
  return {
    inputTokens,
    outputTokens,
    cacheReadTokens,
    cacheWriteTokens,
    reasoningTokens: toCount(usage.reasoning ?? 0),
  };
}

/** Endpoints report what they like: a number that counts nothing is none. */
function toCount(value: number): number {
  return Number.isFinite(value) && value > 0 ? Math.trunc(value) : 0;
}
