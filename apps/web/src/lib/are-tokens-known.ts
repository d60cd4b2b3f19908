import type { RunUsage } from "@slipway/schemas/runs/usage";

/** Whether anybody has told what a run used: a model call that was cut off or refused reports nothing, which is not none. */
export function areTokensKnown({ turns, inputTokens, outputTokens }: RunUsage): boolean {
  return turns === 0 || inputTokens + outputTokens > 0;
}
