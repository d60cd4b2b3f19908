import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import type { FinishReason, ReportedUsage } from "#model-server/script/reply-step.ts";

/** What all chunks of one answer share. */
export function createAnswerHead(model: string) {
  return {
    id: `chatcmpl-${randomUUID()}`,
    created: Math.floor((performance.timeOrigin + performance.now()) / 1000),
    model,
  };
}

/** 29 characters: OpenAI allows 40. */
export function createCallId(): string {
  return `call_${randomUUID().replaceAll("-", "").slice(0, 24)}`;
}

export const finishReasonNames: Readonly<Record<FinishReason, string>> = {
  stop: "stop",
  length: "length",
  toolCalls: "tool_calls",
  contentFilter: "content_filter",
};

export function usageObject(usage: ReportedUsage) {
  return {
    prompt_tokens: usage.inputTokens,
    completion_tokens: usage.outputTokens,
    total_tokens: usage.inputTokens + usage.outputTokens,
    prompt_tokens_details: { cached_tokens: usage.cachedTokens, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: usage.reasoningTokens,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}
