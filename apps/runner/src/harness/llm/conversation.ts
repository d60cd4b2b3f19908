import type { HarnessEntry, HarnessEvent } from "#harness/harness.ts";
import { readEntries, type StoredEntry } from "#harness/llm/stored-entry.ts";

/** What was said so far, kept in memory for one session: what was stored before it and what its own turns add. */
export type Conversation = {
  readonly entries: readonly StoredEntry[];
  add(entries: readonly StoredEntry[]): void;
  /** What the person should know about the stored entries. Returned once. */
  takeWarnings(): readonly HarnessEvent[];
};

export function createConversation(stored: readonly HarnessEntry[]): Conversation {
  const { entries, unreadable } = readEntries(stored);
  const conversation = [...entries];
  const warnings = unreadable === 0 ? [] : [unreadableWarning(unreadable)];
  return {
    entries: conversation,
    add: (more) => void conversation.push(...more),
    takeWarnings: () => warnings.splice(0),
  };
}

function unreadableWarning(count: number): HarnessEvent {
  const what = count === 1 ? "1 earlier message" : `${count} earlier messages`;
  return {
    type: "warning",
    code: "entry_unreadable",
    message: `${what} could not be read, and the model does not see it.`,
  };
}
