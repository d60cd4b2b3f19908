import type { NewHarnessEntry } from "#events/append-events.ts";

/** The one harness entry that is nobody's private: a plain message of the conversation. Every adapter reads it. */
export type MessageEntry = {
  readonly kind: "message";
  readonly role: "user" | "assistant";
  readonly text: string;
};

export function toMessageEntry({ role, text }: Omit<MessageEntry, "kind">): NewHarnessEntry {
  const entry: MessageEntry = { kind: "message", role, text };
  return { harness: "any", data: JSON.stringify(entry) };
}
