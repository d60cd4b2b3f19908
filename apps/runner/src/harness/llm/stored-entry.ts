import { MessageEntry } from "@slipway/schemas/runs/message-entry";
import { z } from "zod";
import type { HarnessEntry } from "#harness/harness.ts";

const TextBlock = z.object({
  type: z.literal("text"),
  text: z.string(),
  textSignature: z.string().exactOptional(),
});

/** What a provider wants back as it was, so that the model can go on from its own reasoning. */
const ThinkingBlock = z.object({
  type: z.literal("thinking"),
  thinking: z.string(),
  thinkingSignature: z.string().exactOptional(),
  redacted: z.boolean().exactOptional(),
});

export const StoredBlock = z.discriminatedUnion("type", [TextBlock, ThinkingBlock]);
export type StoredBlock = z.infer<typeof StoredBlock>;

/** One message of the conversation as the model saw or said it. */
export const StoredEntry = z.discriminatedUnion("role", [
  z.object({ role: z.literal("user"), text: z.string() }),
  z.object({
    role: z.literal("assistant"),
    content: z.array(StoredBlock),
    /** The model that said it, in its provider's own blocks. Null: plain text, from whomever. */
    from: z.object({ api: z.string(), provider: z.string(), model: z.string() }).nullable(),
    /** The answer was cut after this much was shown. */
    partial: z.boolean(),
  }),
]);
export type StoredEntry = z.infer<typeof StoredEntry>;

/** Reads what was stored, oldest first. An entry that cannot be read is left out and counted. */
export function readEntries(entries: readonly HarnessEntry[]): {
  readonly entries: readonly StoredEntry[];
  readonly unreadable: number;
} {
  const read = entries.flatMap((entry) => readPlain(entry) ?? StoredEntry.safeParse(entry).data ?? []);
  return { entries: read, unreadable: entries.length - read.length };
}

/** What the host wrote: somebody's message, or the part of an answer that was shown before its runner was lost. */
function readPlain(entry: HarnessEntry): StoredEntry | undefined {
  const message = MessageEntry.safeParse(entry).data;
  if (!message) return;
  return message.partial ? partialEntry(message.text) : plainEntry(message.role, message.text);
}

/** The entry of a message that is plain text. */
export function plainEntry(role: "user" | "assistant", text: string): StoredEntry {
  return role === "user"
    ? { role, text }
    : { role, content: [{ type: "text", text }], from: null, partial: false };
}

/** The entry of an answer that was cut: only its text, for reasoning without its end has no valid signature. */
export function partialEntry(text: string): StoredEntry {
  return { role: "assistant", content: [{ type: "text", text }], from: null, partial: true };
}
