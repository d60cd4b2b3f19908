import type { SystemMessage } from "@earendil-works/pi-ai";
import type { CompactionEnd, ModelTarget } from "#harness/harness.ts";
import { writeHandover } from "#harness/pi/compaction/write-handover.ts";
import { charactersPerToken, countContext } from "#harness/pi/context-usage.ts";
import { placeMessages } from "#harness/pi/place-messages.ts";
import type { PiRecord } from "#harness/pi/record.ts";
import type { CompactionEntry } from "#harness/pi/stored-entry.ts";

type StartAfresh = {
  readonly model: ModelTarget;
  readonly record: PiRecord;
  readonly system: SystemMessage | null;
};

/** The part of the window that the handover may take. */
const handoverPart = 1 / 5;
/** The smallest and the largest handover, in characters. */
const [smallest, largest] = [4_000, 80_000];
/** What saves less than this part is not worth it. */
const leastSaved = 0.3;

/** Leaves nothing of the conversation in the context but the task and what is done. */
export function startAfresh({ model, record, system }: StartAfresh): CompactionEnd {
  const placed = placeMessages(record.entries, model);
  const tokensBefore = countContext({ entries: record.entries, placed, system });
  const roomTokens = Math.min(model.contextWindow ?? tokensBefore, tokensBefore);
  const room = Math.floor(roomTokens * handoverPart) * charactersPerToken;
  const hasAnswered = placed.messages.some(({ message }) => message.role === "assistant");
  if (!hasAnswered) return { kind: "nothing_to_compact", usage: null };
  const summary = writeHandover({
    entries: record.entries,
    earlier: placed.compaction?.summary ?? null,
    mostCharacters: Math.min(largest, Math.max(smallest, room)),
  });
  const keptFrom = record.entries.length;
  const entry: CompactionEntry = { kind: "compaction", keptFrom, summary, outputLimit: null };
  const entries = [...record.entries, entry];
  const tokensAfter = countContext({ entries, placed: placeMessages(entries, model), system });
  if (tokensAfter > tokensBefore * (1 - leastSaved)) return { kind: "nothing_to_compact", usage: null };
  record.add([entry]);
  return { kind: "compacted", entries: [entry], tokensBefore, tokensAfter, usage: null };
}
