import type { SystemMessage } from "@earendil-works/pi-ai";
import { pi } from "#harness/pi/pi.ts";
import type { Placed, PlacedMessage } from "#harness/pi/place-messages.ts";
import type { StoredEntry } from "#harness/pi/stored-entry.ts";

type Conversation = {
  readonly entries: readonly (StoredEntry | null)[];
  readonly placed: Placed;
  readonly system: SystemMessage | null;
};

/**
 * How many tokens the next request has: what the provider counted for the last answer, and an estimate of what came
 * since. Where it counted nothing, or the conversation was shortened since, all of it is estimated.
 */
export function countContext({ entries, placed, system }: Conversation): number {
  const { messages, compaction } = placed;
  const countedAt = entries.findLastIndex(
    (entry) => entry?.kind === "answer" && entry.contextTokens !== undefined,
  );
  const counted = entries[countedAt];
  if (counted?.kind === "answer" && countedAt > (compaction?.position ?? -1)) {
    const since = messages.filter(({ position, message }) => {
      return position > countedAt || (position === countedAt && message.role === "toolResult");
    });
    return (counted.contextTokens ?? 0) + estimateMessages(since);
  }
  const summary = Math.ceil((compaction?.summary?.length ?? 0) / charactersPerToken);
  return (system ? pi.estimateTokens(system) : 0) + summary + estimateMessages(messages);
}

export function estimateMessages(messages: readonly PlacedMessage[]): number {
  return messages.reduce((sum, { message }) => sum + pi.estimateTokens(message), 0);
}

/** As Pi estimates. */
export const charactersPerToken = 4;
