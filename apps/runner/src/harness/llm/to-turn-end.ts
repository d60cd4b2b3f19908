import type { AssistantMessage } from "@earendil-works/pi-ai";
import type { ModelFailure, ModelTarget, TurnEnd } from "#harness/harness.ts";
import { partialEntry, type StoredEntry } from "#harness/llm/stored-entry.ts";
import { findFailure } from "#harness/model-call/find-failure.ts";
import { toStoredBlocks } from "#harness/model-call/stored-block.ts";
import { toTokenUsage } from "#harness/model-call/to-token-usage.ts";
import type { WireOutcome } from "#harness/model-call/wire.ts";

type FinishedCall = {
  readonly model: ModelTarget;
  /** Pi's last word on the call. */
  readonly message: AssistantMessage;
  readonly outcome: WireOutcome;
  readonly wasAborted: boolean;
  /** The text that was shown. */
  readonly text: string;
  readonly hasShown: boolean;
};

/** How the call ended, and what to store of it. */
export function toTurnEnd(call: FinishedCall): TurnEnd & { readonly entries: readonly StoredEntry[] } {
  const { message, text } = call;
  const usage = toTokenUsage(message.usage);
  const shown = text === "" ? [] : [partialEntry(text)];
  if (call.wasAborted) return { kind: "aborted", usage, entries: shown };
  const failure = failureOf(call);
  if (failure !== null) return { kind: "failed", failure, shown: call.hasShown, usage, entries: shown };
  const stopReason = message.stopReason === "length" ? "length" : "stop";
  return { kind: "answered", stopReason, text, usage, entries: answerEntries(call) };
}

function failureOf(call: FinishedCall): ModelFailure | null {
  if (call.message.stopReason !== "toolUse") return findFailure(call);
  const message = "The model called a tool, but it was offered none.";
  return { kind: "rejected", status: null, retryAfterMs: null, message };
}

/** The answer in Pi's own blocks, so that a reasoning model gets its reasoning back. Nothing for an empty one. */
function answerEntries({ model, message, text }: FinishedCall): readonly StoredEntry[] {
  const content = toStoredBlocks(message.content);
  if (text === "" && content.length === 0) return [];
  const from = { api: model.api, provider: model.provider, model: model.modelId };
  return [{ kind: "answer", content, from }];
}
