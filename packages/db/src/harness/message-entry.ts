import type { MessageEntry } from "@slipway/schemas/runs/message-entry";
import type { NewHarnessEntry } from "#events/append-events.ts";

/** A plain message, for whichever harness comes next. */
export function toMessageEntry(message: Omit<MessageEntry, "kind">): NewHarnessEntry {
  const entry: MessageEntry = { kind: "message", ...message };
  return { harness: "any", data: JSON.stringify(entry) };
}
