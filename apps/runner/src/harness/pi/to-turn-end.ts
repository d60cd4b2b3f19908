import type { AssistantMessage } from "@earendil-works/pi-ai";
import type { ModelTarget, ToolCall, TurnEnd } from "#harness/harness.ts";
import { findFailure } from "#harness/model-call/find-failure.ts";
import { toStoredBlocks } from "#harness/model-call/stored-block.ts";
import { toTokenUsage } from "#harness/model-call/to-token-usage.ts";
import type { WireOutcome } from "#harness/model-call/wire.ts";
import { readArguments } from "#harness/pi/read-arguments.ts";
import { type AnswerEntry, partialEntry, type StoredEntry } from "#harness/pi/stored-entry.ts";
import type { PiTranslator } from "#harness/pi/translate.ts";

type FinishedCall = {
  readonly model: ModelTarget;
  /** Pi's last word on the call. */
  readonly message: AssistantMessage;
  readonly outcome: WireOutcome;
  readonly wasAborted: boolean;
  readonly translator: Pick<PiTranslator, "text" | "hasShown" | "calls">;
};

/** How the call ended, and what to store of it. */
export function toTurnEnd(call: FinishedCall): TurnEnd & { readonly entries: readonly StoredEntry[] } {
  const { message, translator } = call;
  const text = translator.text();
  const usage = toTokenUsage(message.usage);
  const shown = text === "" ? [] : [partialEntry(text)];
  if (call.wasAborted) return { kind: "aborted", usage, entries: shown };
  const failure = findFailure({ ...call, text });
  if (failure) return { kind: "failed", failure, shown: translator.hasShown(), usage, entries: shown };
  const { calls, content } = readContent(call);
  const entries = content.length === 0 ? [] : [toAnswer(call, content)];
  if (calls.length > 0) return { kind: "tool_calls", calls, text, usage, entries };
  const stopReason = message.stopReason === "length" ? "length" : "stop";
  return { kind: "answered", stopReason, text, usage, entries };
}

/** The answer's blocks as they are stored, and its calls as the host is told of them. */
function readContent({ message, translator }: FinishedCall) {
  const streamed = translator.calls();
  const calls: ToolCall[] = [];
  const content: AnswerEntry["content"] = [];
  for (const [index, block] of message.content.entries()) {
    const call = streamed.get(index);
    if (block.type !== "toolCall" || !call) {
      content.push(...toStoredBlocks([block]));
      continue;
    }
    const { input, unreadable } = readArguments(call.written, block.arguments);
    const remark = unreadable === undefined ? {} : { unreadable };
    calls.push({ callId: call.callId, name: call.name, input, ...remark });
    content.push({
      type: "toolCall",
      id: call.callId,
      name: call.name,
      arguments: input,
      ...(block.thoughtSignature === undefined ? {} : { thoughtSignature: block.thoughtSignature }),
      ...remark,
    });
  }
  return { calls, content };
}

function toAnswer({ model, message }: FinishedCall, content: AnswerEntry["content"]): AnswerEntry {
  const usage = toTokenUsage(message.usage);
  return {
    kind: "answer",
    content,
    from: { api: model.api, provider: model.provider, model: model.modelId },
    ...(usage ? { contextTokens: usage.inputTokens + usage.outputTokens } : {}),
  };
}
