import type { HarnessSession } from "#harness/harness.ts";
import type { Conversation } from "#harness/llm/conversation.ts";
import { textOf } from "#harness/llm/stored-entry.ts";

/** What a conversation without tools has to say to the rest of the port. */
export function withoutTools(
  conversation: Conversation,
  contextWindow: number | null,
): Pick<HarnessSession, "add" | "pendingCalls" | "contextUsage" | "compact" | "startAfresh"> {
  return {
    add: (entries) => conversation.add(entries.filter((entry) => entry.kind === "message")),
    pendingCalls: () => [],
    contextUsage: () => {
      const characters = conversation.entries.reduce((sum, entry) => sum + textOf(entry).length, 0);
      return { tokens: Math.ceil(characters / charactersPerToken), contextWindow };
    },
    compact: () => Promise.resolve({ kind: "nothing_to_compact", usage: null }),
    startAfresh: () => ({ kind: "nothing_to_compact", usage: null }),
  };
}

/** Of English prose, on average; other scripts and code have fewer. */
const charactersPerToken = 4;
