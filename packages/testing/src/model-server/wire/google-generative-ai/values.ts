import { randomUUID } from "node:crypto";
import type { FinishReason, ReportedUsage } from "#model-server/script/reply-step.ts";

export function createAnswerId(): string {
  return randomUUID().replaceAll("-", "").slice(0, 22);
}

export function createCallId(): string {
  return `fn-${randomUUID().slice(0, 13)}`;
}

/** Google has no reason of its own for calls. */
export const finishReasons: Readonly<Record<FinishReason, string>> = {
  stop: "STOP",
  length: "MAX_TOKENS",
  toolCalls: "STOP",
  contentFilter: "SAFETY",
};

/** Google counts thoughts apart from the answer. */
export function usageMetadata(usage: ReportedUsage) {
  return {
    promptTokenCount: usage.inputTokens,
    candidatesTokenCount: usage.outputTokens - usage.reasoningTokens,
    totalTokenCount: usage.inputTokens + usage.outputTokens,
    ...(usage.reasoningTokens > 0 ? { thoughtsTokenCount: usage.reasoningTokens } : {}),
    ...(usage.cachedTokens > 0 ? { cachedContentTokenCount: usage.cachedTokens } : {}),
  };
}
