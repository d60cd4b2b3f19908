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
/** An output that is shortened to this is still of use: then it is better than a summary. */
const usefulOutput = 4_000;
const smallestOutput = 500;

/**
 * What to leave out so that a pair of call and result stays whole and the last message is kept. Where long outputs alone
 * are too much they are shortened, which costs nothing; else the older messages give way to a summary. Null: nothing can
 * be left out.
 */
export function planCompaction({ messages, compaction }: Placed, roomTokens: number): CompactionPlan | null {
  const earlierLimit = compaction?.outputLimit ?? null;
  const enough = findOutputLimit(messages, Math.floor(roomTokens / 2));
  if (enough !== null && enough >= usefulOutput) return planOf(messages, 0, smaller(enough, earlierLimit));
  const keepTokens = Math.min(mostKeptTokens, Math.floor(roomTokens / 4));
  const start = findStart(messages, keepTokens);
  const limit = findOutputLimit(messages.slice(start), 2 * keepTokens);
  if (start === 0 && limit === null) return null;
  return planOf(messages, start, smaller(limit, earlierLimit));
}

function planOf(
  messages: readonly PlacedMessage[],
  start: number,
  outputLimit: number | null,
): CompactionPlan {
  const kept = messages.slice(start);
  return { cut: messages.slice(0, start), kept, keptFrom: kept[0]?.position ?? 0, outputLimit };
}

/** The latest messages that fit, but at least the last one. One that answers calls stays with what called. */
function findStart(messages: readonly PlacedMessage[], mostTokens: number): number {
  let start = messages.length;
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    if (messages[index]?.message.role === "toolResult") continue;
    if (start < messages.length && estimateMessages(messages.slice(index)) > mostTokens) break;
    start = index;
  }
  return start;
}

/** What is left for each output when they share what the other messages leave. Null: none has to be shorter. */
function findOutputLimit(messages: readonly PlacedMessage[], mostTokens: number): number | null {
  if (estimateMessages(messages) <= mostTokens) return null;
  const outputs = messages.filter(({ message }) => message.role === "toolResult");
  const others = messages.filter(({ message }) => message.role !== "toolResult");
  if (outputs.length === 0) return null;
  const characters = Math.max(0, mostTokens - estimateMessages(others)) * charactersPerToken;
  const limit = Math.max(smallestOutput, Math.floor(characters / outputs.length));
  const longest = Math.max(...outputs.map((output) => estimateMessages([output]) * charactersPerToken));
  return longest > limit + markCharacters ? limit : null;
}

/** What the marks around an output take, with the note that it was shortened. */
const markCharacters = 200;

function smaller(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}
