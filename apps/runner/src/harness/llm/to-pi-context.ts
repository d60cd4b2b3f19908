import type { AssistantMessage, Message, TranscriptContext } from "@earendil-works/pi-ai";
import { normalizeContext } from "@earendil-works/pi-ai/utils/transcript";
import type { ModelTarget } from "#harness/harness.ts";
import type { StoredEntry } from "#harness/llm/stored-entry.ts";

/** Sent after an answer that was cut, never stored. */
export const continueRequest =
  "Your last message was cut off. Go on exactly where it stops, in the middle of the sentence if need be. Repeat nothing and do not comment on the interruption.";

type Conversation = {
  readonly instructions: string;
  readonly entries: readonly StoredEntry[];
  readonly model: ModelTarget;
};

/** What Pi sends: the instructions, then the conversation. After an answer that was cut, the request to go on from it. */
export function toPiContext({ instructions, entries, model }: Conversation): TranscriptContext {
  const messages = joinCutAnswers(entries).map((entry) => toPiMessage(entry, model));
  const last = entries.at(-1);
  if (last?.role === "assistant" && last.partial) messages.push(userMessage(continueRequest));
  return normalizeContext({ messages, ...(instructions === "" ? {} : { systemPrompt: instructions }) });
}

/** An answer that was cut and its continuation are one message, as the person sees them: two in a row confuse some endpoints. */
function joinCutAnswers(entries: readonly StoredEntry[]): readonly StoredEntry[] {
  const joined: StoredEntry[] = [];
  for (const entry of entries) {
    const last = joined.at(-1);
    if (entry.role === "assistant" && last?.role === "assistant" && last.partial) {
      joined[joined.length - 1] = { ...entry, content: [...last.content, ...entry.content] };
    } else joined.push(entry);
  }
  return joined;
}

function toPiMessage(entry: StoredEntry, model: ModelTarget): Message {
  return entry.role === "user" ? userMessage(entry.text) : assistantMessage(entry, model);
}

function userMessage(text: string): Message {
  return { role: "user", content: text, timestamp: 0 };
}

function assistantMessage(entry: StoredEntry & { role: "assistant" }, model: ModelTarget): AssistantMessage {
  const { from } = entry;
  const isOwn = from?.api === model.api && from.provider === model.provider && from.model === model.modelId;
  return {
    role: "assistant",
    // Another model's reasoning stays out: Pi would hand it over as if it had been said.
    content: isOwn ? entry.content : entry.content.filter((block) => block.type === "text"),
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
