import type { ModelCost } from "@slipway/schemas/models/model";
import { toMicroUsd } from "@slipway/schemas/money";
import type { TokenUsage } from "@slipway/schemas/runs/usage";

const million = 1_000_000;

/**
 * What a model call costs, in millionths of a US dollar; null where the price is unknown. `inputTokens` includes the
 * cached ones, which have prices of their own.
 */
export function costMicroUsdOf(usage: TokenUsage, cost: ModelCost | null): number | null {
  if (!cost) return null;
  const fresh = Math.max(0, usage.inputTokens - usage.cacheReadTokens - usage.cacheWriteTokens);
  return toMicroUsd(
    (fresh * cost.input +
      usage.cacheReadTokens * cost.cacheRead +
      usage.cacheWriteTokens * cost.cacheWrite +
      usage.outputTokens * cost.output) /
      million,
  );
}

/** Adds costs: once a price is unknown, the sum is. */
export function addCost(sum: number | null, more: number | null): number | null {
  return sum === null || more === null ? null : sum + more;
}
