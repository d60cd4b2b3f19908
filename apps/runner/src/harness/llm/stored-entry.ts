import { MessageEntry } from "@slipway/schemas/runs/message-entry";
import { z } from "zod";
import type { HarnessEntry } from "#harness/harness.ts";
import { StoredBlock } from "#harness/model-call/stored-block.ts";

/** A whole answer in Pi's own blocks, and the model that gave it. */
const AnswerEntry = z.object({
  kind: z.literal("answer"),
  content: z.array(StoredBlock),
  from: z.object({ api: z.string(), provider: z.string(), model: z.string() }),
});
export type AnswerEntry = z.infer<typeof AnswerEntry>;

/** One message of the conversation: an answer of ours, or what the host or another harness wrote as a plain message. */
export const StoredEntry = z.discriminatedUnion("kind", [MessageEntry, AnswerEntry]);
export type StoredEntry = z.infer<typeof StoredEntry>;

/** Reads what was stored, oldest first. An entry that cannot be read is left out and counted. */
export function readEntries(entries: readonly HarnessEntry[]): {
  readonly entries: readonly StoredEntry[];
  readonly unreadable: number;
} {
  const read = entries.flatMap((entry) => StoredEntry.safeParse(entry).data ?? []);
  return { entries: read, unreadable: entries.length - read.length };
}

export function plainEntry(role: MessageEntry["role"], text: string): MessageEntry {
  return { kind: "message", role, text };
}

/** The entry of an answer that was cut: only its text, for reasoning without its end has no valid signature. */
export function partialEntry(text: string): MessageEntry {
  return { kind: "message", role: "assistant", text, partial: true };
}

/** The answer was cut after this much was shown. */
export function isCut(entry: StoredEntry | undefined): boolean {
  return entry?.kind === "message" && entry.partial === true;
}

export function textOf(entry: StoredEntry | undefined): string {
  if (entry?.kind !== "answer") return entry?.text ?? "";
  return entry.content.map((block) => (block.type === "text" ? block.text : "")).join("");
}
