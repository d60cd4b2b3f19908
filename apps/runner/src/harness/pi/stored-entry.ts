import { JsonValue } from "@slipway/schemas/json-value";
import { MessageEntry } from "@slipway/schemas/runs/message-entry";
import { ToolResultEntry } from "@slipway/schemas/runs/tool-result-entry";
import { z } from "zod";
import type { HarnessEntry } from "#harness/harness.ts";
import { StoredBlock } from "#harness/model-call/stored-block.ts";

/** A call in Pi's own block. `id` is ours, unique within the session. */
export const CallBlock = z.object({
  type: z.literal("toolCall"),
  id: z.string(),
  name: z.string(),
  arguments: z.record(z.string(), JsonValue),
  thoughtSignature: z.string().exactOptional(),
  /** Why the arguments could not be read. */
  unreadable: z.string().exactOptional(),
});
export type CallBlock = z.infer<typeof CallBlock>;

/** A whole answer in Pi's own blocks, and the model that gave it. */
export const AnswerEntry = z.object({
  kind: z.literal("answer"),
  content: z.array(z.union([StoredBlock, CallBlock])),
  from: z.object({ api: z.string(), provider: z.string(), model: z.string() }),
  /** All that the provider counted for the call: what was sent and what came back. */
  contextTokens: z.int().exactOptional(),
});
export type AnswerEntry = z.infer<typeof AnswerEntry>;

/**
 * From here on the model sees less of what came before. Entries are counted from the first of the session, unreadable
 * ones too: the record is only ever added to, so a position always means the same entry.
 */
export const CompactionEntry = z.object({
  kind: z.literal("compaction"),
  /** Position of the first entry that the model still sees as it was. */
  keptFrom: z.int().min(0),
  /** Stands for everything before it. Null: only long outputs were shortened. */
  summary: z.string().nullable(),
  /** The most characters that the model sees of a tool's output from before this. Null: all. */
  outputLimit: z.int().min(0).nullable(),
});
export type CompactionEntry = z.infer<typeof CompactionEntry>;

export const StoredEntry = z.discriminatedUnion("kind", [
  MessageEntry,
  ToolResultEntry,
  AnswerEntry,
  CompactionEntry,
]);
export type StoredEntry = z.infer<typeof StoredEntry>;

/** The record in the order of its positions. Null: an entry that cannot be read. */
export function readEntries(entries: readonly HarnessEntry[]): (StoredEntry | null)[] {
  return entries.map((entry) => StoredEntry.safeParse(entry).data ?? null);
}

/** The entry of an answer that was cut: only its text, for half a call cannot be made. */
export function partialEntry(text: string): MessageEntry {
  return { kind: "message", role: "assistant", text, partial: true };
}

export function callsOf(entry: AnswerEntry): readonly CallBlock[] {
  return entry.content.filter((block) => block.type === "toolCall");
}

export function textOf(entry: AnswerEntry): string {
  return entry.content.map((block) => (block.type === "text" ? block.text : "")).join("");
}
