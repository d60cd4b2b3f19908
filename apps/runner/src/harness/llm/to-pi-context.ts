import type { AssistantMessage, Message, TranscriptContext } from "@earendil-works/pi-ai";
import { normalizeContext } from "@earendil-works/pi-ai/utils/transcript";
import type { ModelTarget } from "#harness/harness.ts";
import { type AnswerEntry, isCut, type StoredEntry } from "#harness/llm/stored-entry.ts";
import { continueRequest } from "#harness/model-call/continue-request.ts";
import type { StoredBlock } from "#harness/model-call/stored-block.ts";

type Conversation = {
  readonly instructions: string;
  readonly entries: readonly StoredEntry[];
  readonly model: ModelTarget;
};

/** What Pi sends: the instructions, then the conversation. After an answer that was cut, the request to go on from it. */
export function toPiContext({ instructions, entries, model }: Conversation): TranscriptContext {
  const messages: Message[] = [];
  for (const [index, entry] of entries.entries()) {
    const message = toPiMessage(entry, model);
    const last = messages.at(-1);
    // An answer that was cut and its continuation are one message, as the person sees them.
    if (isCut(entries[index - 1]) && last?.role === "assistant" && message.role === "assistant") {
      last.content.push(...message.content);
    } else messages.push(message);
  }
  if (isCut(entries.at(-1))) messages.push(userMessage(continueRequest));
  return normalizeContext({ messages, ...(instructions === "" ? {} : { systemPrompt: instructions }) });
}

function toPiMessage(entry: StoredEntry, model: ModelTarget): Message {
  if (entry.kind === "answer") return assistantMessage(ownBlocks(entry, model), model);
  if (entry.role === "user") return userMessage(entry.text);
  return assistantMessage([{ type: "text", text: entry.text }], model);
}

/** Another model's reasoning stays out: Pi would hand it over as if it had been said. */
function ownBlocks({ content, from }: AnswerEntry, model: ModelTarget): readonly StoredBlock[] {
  const isOwn = from.api === model.api && from.provider === model.provider && from.model === model.modelId;
  if (isOwn) return content;
  // So does a signature, which only means something to the model that made it.
  return content.flatMap((block) => (block.type === "text" ? [{ type: "text", text: block.text }] : []));
}

function userMessage(text: string): Message {
  return { role: "user", content: text, timestamp: 0 };
}

function assistantMessage(content: readonly StoredBlock[], model: ModelTarget): AssistantMessage {
  return {
    role: "assistant",
    content: [...content],
    api: model.api,
    provider: model.provider,
    model: model.modelId,
    usage: noPiUsage,
    // Pi leaves out what ended otherwise; but the person has seen the cut part, so the model must too.
    stopReason: "stop",
    timestamp: 0,
  };
}

const noPiUsage: AssistantMessage["usage"] = {
  input: 0,
  output: 0,
  cacheRead: 0,
  cacheWrite: 0,
  totalTokens: 0,
  cost: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, total: 0 },
};
