import { findCutPoint, type SessionEntry } from "@earendil-works/pi-coding-agent";
import { charactersPerToken, estimateMessages } from "#harness/pi/context-usage.ts";
import type { Placed, PlacedMessage } from "#harness/pi/place-messages.ts";

/** What a summary is written of, and what stays as it is. */
export type CompactionPlan = {
  readonly cut: readonly PlacedMessage[];
  readonly kept: readonly PlacedMessage[];
  /** Position of the first entry that stays. */
  readonly keptFrom: number;
  /** The most characters that stay of a tool's output. Null: all. */
  readonly outputLimit: number | null;
};

/** The most that stays as it is, in tokens; of a small window a quarter. */
const mostKeptTokens = 20_000;
const smallestOutput = 500;

/**
 * Where to cut so that a pair of call and result stays whole and the last message is kept. Where what is kept is still
 * long for its outputs, they are shortened. Null: nothing can be left out.
 */
export function planCompaction(placed: Placed, roomTokens: number): CompactionPlan | null {
  const { messages, compaction } = placed;
  const keepTokens = Math.min(mostKeptTokens, Math.floor(roomTokens / 4));
  const { firstKeptEntryIndex: index } = findCutPoint(
    messages.map(toSessionEntry),
    0,
    messages.length,
    keepTokens,
  );
  const cut = messages.slice(0, index);
  const kept = messages.slice(index);
  const limit = findOutputLimit(kept, 2 * keepTokens);
  const outputLimit = smaller(limit, compaction?.outputLimit ?? null);
  if (cut.length === 0 && (limit === null || outputLimit === compaction?.outputLimit)) return null;
  return { cut, kept, keptFrom: kept[0]?.position ?? 0, outputLimit };
}

/** What is left for each output when they share what the other messages leave. */
function findOutputLimit(kept: readonly PlacedMessage[], mostTokens: number): number | null {
  if (estimateMessages(kept) <= mostTokens) return null;
  const outputs = kept.filter(({ message }) => message.role === "toolResult");
  const others = kept.filter(({ message }) => message.role !== "toolResult");
  if (outputs.length === 0) return null;
  const characters = Math.max(0, mostTokens - estimateMessages(others)) * charactersPerToken;
  const limit = Math.max(smallestOutput, Math.floor(characters / outputs.length));
  const longest = Math.max(...outputs.map((output) => estimateMessages([output]) * charactersPerToken));
  return longest > limit ? limit : null;
}

function smaller(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

function toSessionEntry({ id, message }: PlacedMessage): SessionEntry {
  return { type: "message", id, parentId: null, timestamp: "", message };
}
