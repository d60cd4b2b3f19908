import { randomUUID } from "node:crypto";
import type { FinishReason, ReportedUsage } from "#model-server/script/reply-step.ts";

export function createMessageId(): string {
  return `msg_${hex()}`;
}

export function createToolUseId(): string {
  return `toolu_${hex()}`;
}

function hex(): string {
  return randomUUID().replaceAll("-", "").slice(0, 24);
}

export const stopReasons: Readonly<Record<FinishReason, string>> = {
  stop: "end_turn",
  length: "max_tokens",
  toolCalls: "tool_use",
  contentFilter: "refusal",
};

/** Anthropic counts what came from its cache apart from the input. */
export function usageOf({ inputTokens, outputTokens, cachedTokens, reasoningTokens }: ReportedUsage) {
  return {
    input_tokens: inputTokens - cachedTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: cachedTokens,
    output_tokens: outputTokens,
    output_tokens_details: { thinking_tokens: reasoningTokens },
  };
}
