import type { AssistantMessage, AssistantMessageEvent, StopReason } from "@earendil-works/pi-ai";
import type { ModelTarget } from "#harness/harness.ts";
import { AnswerChunk, type AnswerPart } from "#harness/model-call/google/answer-chunk.ts";

export type GoogleAnswer = {
  readonly message: AssistantMessage;
  readonly reason: Exclude<StopReason, "pending" | "deferred">;
};

type Block = AssistantMessage["content"][number];

/** Builds Pi's message of one answer and tells its events. */
export function readGoogleAnswer(model: ModelTarget, push: (event: AssistantMessageEvent) => void) {
  const message = emptyMessage(model);
  const { content } = message;

  function addPart(part: AnswerPart): void {
    if (part.functionCall) addCall(part.functionCall, part.thoughtSignature);
    else if (part.text === undefined) return;
    else if (part.thought === true) addThought(part.text, part.thoughtSignature);
    else addText(part.text, part.thoughtSignature);
  }

  function addText(delta: string, signature: string | undefined): void {
    // A signature in an empty part goes back in one: it must not be moved to another.
    if (delta === "") {
      if (signature) content.push({ type: "text", text: "", textSignature: signature });
      return;
    }
    const last = content.at(-1);
    const block: Block & { type: "text" } = last?.type === "text" ? last : { type: "text", text: "" };
    if (block !== last) content.push(block);
    block.text += delta;
    if (signature) block.textSignature = signature;
    push({ type: "text_delta", delta, contentIndex: content.length - 1, partial: message });
  }

  function addThought(delta: string, signature: string | undefined): void {
    const last = content.at(-1);
    const block: Block & { type: "thinking" } =
      last?.type === "thinking" ? last : { type: "thinking", thinking: "" };
    if (block !== last) content.push(block);
    block.thinking += delta;
    if (signature) block.thinkingSignature = signature;
    push({ type: "thinking_delta", delta, contentIndex: content.length - 1, partial: message });
  }

  function addCall(
    { id = "", name, args }: NonNullable<AnswerPart["functionCall"]>,
    thoughtSignature: string | undefined,
  ): void {
    const written = JSON.stringify(args);
    const call: Block = {
      type: "toolCall",
      id,
      name,
      arguments: JSON.parse(written),
      ...(thoughtSignature ? { thoughtSignature } : {}),
    };
    content.push(call);
    const at = { contentIndex: content.length - 1, partial: message };
    push({ type: "toolcall_start", ...at });
    push({ type: "toolcall_delta", delta: written, ...at });
  }

  return {
    start: () => push({ type: "start", partial: message }),
    /** Throws when the event is an error. */
    add(event: unknown): void {
      const chunk = AnswerChunk.parse(event);
      if (chunk.error !== undefined) throw new Error(JSON.stringify({ error: chunk.error }));
      if (chunk.responseId) message.responseId ??= chunk.responseId;
      if (chunk.modelVersion) message.responseModel ??= chunk.modelVersion;
      const [candidate] = chunk.candidates;
      for (const part of candidate?.content?.parts ?? []) addPart(part);
      const stop = candidate?.finishReason ?? chunk.promptFeedback?.blockReason;
      if (stop !== undefined) message.rawStopReason = stop;
      if (chunk.usageMetadata) message.usage = toUsage(chunk.usageMetadata);
    },
    finish(): GoogleAnswer {
      const reason = reasonOf(message);
      message.stopReason = reason;
      if (reason === "error") message.errorMessage = message.rawStopReason ?? withoutFinish;
      return { message, reason };
    },
    fail(reason: "error" | "aborted", errorMessage: string): GoogleAnswer {
      // Why it stopped is what went wrong now, not what the model had said before.
      delete message.rawStopReason;
      Object.assign(message, { stopReason: reason, errorMessage });
      return { message, reason };
    },
  };
}

const withoutFinish = "Stream ended without finish_reason";

function reasonOf({ rawStopReason, content }: AssistantMessage): GoogleAnswer["reason"] {
  if (rawStopReason === "MAX_TOKENS") return "length";
  if (rawStopReason !== "STOP") return "error";
  return content.some((block) => block.type === "toolCall") ? "toolUse" : "stop";
}

function toUsage(counted: NonNullable<AnswerChunk["usageMetadata"]>): AssistantMessage["usage"] {
  const cacheRead = counted.cachedContentTokenCount ?? 0;
  const reasoning = counted.thoughtsTokenCount ?? 0;
  return {
    ...noUsage,
    input: (counted.promptTokenCount ?? 0) - cacheRead,
    output: (counted.candidatesTokenCount ?? 0) + reasoning,
    cacheRead,
    reasoning,
    totalTokens: counted.totalTokenCount ?? 0,
  };
}

const noUsage: AssistantMessage["usage"] = {
  input: 0,
  output: 0,
  cacheRead: 0,
  cacheWrite: 0,
  totalTokens: 0,
  cost: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, total: 0 },
};

function emptyMessage({ provider, modelId }: ModelTarget): AssistantMessage {
  return {
    role: "assistant",
    content: [],
    api: "google-generative-ai",
    provider,
    model: modelId,
    usage: noUsage,
    stopReason: "pending",
    timestamp: 0,
  };
}
