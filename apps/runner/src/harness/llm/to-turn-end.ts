import type { AssistantMessage } from "@earendil-works/pi-ai";
import { isContextOverflow } from "@earendil-works/pi-ai/utils/overflow";
import { toStorableText } from "@slipway/schemas/text";
import type { ModelFailure, ModelTarget, TurnEnd } from "#harness/harness.ts";
import { partialEntry, StoredBlock, type StoredEntry } from "#harness/llm/stored-entry.ts";
import { toModelFailure } from "#harness/llm/to-model-failure.ts";
import { toTokenUsage } from "#harness/llm/to-token-usage.ts";
import type { WireOutcome } from "#harness/llm/wire.ts";

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

function failureOf({ model, message, outcome, text }: FinishedCall): ModelFailure | null {
  const rejected = { kind: "rejected", status: null, retryAfterMs: null } as const;
  switch (message.stopReason) {
    case "stop":
      return null;
    case "length":
      // Some endpoints cut the conversation to fit and then have no room left for an answer.
      if (text !== "" || !isContextOverflow(message, model.contextWindow ?? undefined)) return null;
      return { ...rejected, kind: "too_long", message: "The conversation leaves no room for an answer." };
    case "toolUse":
      return { ...rejected, message: "The model called a tool, but it was offered none." };
    default:
      return toModelFailure({ outcome, message, baseUrl: model.baseUrl, apiKey: model.apiKey });
  }
}

/** The answer in Pi's own blocks, so that a reasoning model gets its reasoning back. Nothing for an empty one. */
function answerEntries({ model, message, text }: FinishedCall): readonly StoredEntry[] {
  const content = message.content.flatMap((block) => StoredBlock.safeParse(storable(block)).data ?? []);
  if (text === "" && content.length === 0) return [];
  const from = { api: model.api, provider: model.provider, model: model.modelId };
  return [{ kind: "answer", content, from }];
}

function storable(block: AssistantMessage["content"][number]): unknown {
  return Object.fromEntries(
    Object.entries(block).map(([name, value]) => [
      name,
      typeof value === "string" ? toStorableText(value) : value,
    ]),
  );
}
