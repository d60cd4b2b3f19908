import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import type { FinishReason, ReportedUsage } from "#model-server/script/reply-step.ts";
import { sign } from "#model-server/wire/sign.ts";

/** An item's id. What follows from reasoning has its id in its own, so that a request can be seen to lack it. */
export function createItemId(prefix: "rs" | "msg" | "fc" | "resp", origin: string | null = null): string {
  const id = `${prefix}_${randomUUID().replaceAll("-", "").slice(0, 24)}`;
  return origin === null ? id : `${id}_after_${origin.replace(/^rs_/, "")}`;
}

export function createCallId(): string {
  return `call_${randomUUID().replaceAll("-", "").slice(0, 24)}`;
}

/** What stands for the encrypted reasoning of an item. */
export function sealReasoning(id: string, text: string): string {
  return sign(`${id}:${text}`);
}

/** The text of a reasoning item's summary. */
export function reasoningOf(summary: unknown): string {
  if (!Array.isArray(summary)) return "";
  return summary
    .map((part: unknown) =>
      typeof part === "object" && part !== null && "text" in part && typeof part.text === "string"
        ? part.text
        : "",
    )
    .join("\n\n");
}

/** What the events about a whole response have in common. */
export function createResponseHead(model: string) {
  return {
    id: createItemId("resp"),
    object: "response",
    created_at: Math.floor((performance.timeOrigin + performance.now()) / 1000),
    model,
    store: false,
  };
}

/** How a response says that it has ended. */
export function statusOf(reason: FinishReason) {
  if (reason === "length") {
    return { status: "incomplete", incomplete_details: { reason: "max_output_tokens" } };
  }
  if (reason === "contentFilter") {
    return { status: "incomplete", incomplete_details: { reason: "content_filter" } };
  }
  return { status: "completed", incomplete_details: null };
}

export function responseUsage(usage: ReportedUsage) {
  return {
    input_tokens: usage.inputTokens,
    input_tokens_details: { cached_tokens: usage.cachedTokens },
    output_tokens: usage.outputTokens,
    output_tokens_details: { reasoning_tokens: usage.reasoningTokens },
    total_tokens: usage.inputTokens + usage.outputTokens,
  };
}
