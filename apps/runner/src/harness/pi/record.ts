import type { HarnessEntry, HarnessEvent, ToolCall } from "#harness/harness.ts";
import { callsOf, readEntries, type StoredEntry } from "#harness/pi/stored-entry.ts";

/** What the model sees, kept in memory for one session: what was stored before it and what came since. */
export type PiRecord = {
  /** In the order of their positions. Null: an entry that cannot be read. */
  readonly entries: readonly (StoredEntry | null)[];
  add(entries: readonly StoredEntry[]): void;
  /** What the person should know about the stored entries. Returned once. */
  takeWarnings(): readonly HarnessEvent[];
};

export function openRecord(stored: readonly HarnessEntry[]): PiRecord {
  const entries = readEntries(stored);
  const unreadable = entries.filter((entry) => entry === null).length;
  const warnings = unreadable === 0 ? [] : [unreadableWarning(unreadable)];
  return {
    entries,
    add: (more) => void entries.push(...more),
    takeWarnings: () => warnings.splice(0),
  };
}

/** The calls of the last answer that nothing in the record answers. */
export function findPendingCalls(entries: readonly (StoredEntry | null)[]): readonly ToolCall[] {
  const last = entries.findLast(
    (entry) => entry?.kind === "answer" || (entry?.kind === "message" && entry.role === "assistant"),
  );
  if (last?.kind !== "answer") return [];
  const answered = new Set(entries.map((entry) => (entry?.kind === "tool_result" ? entry.callId : null)));
  return callsOf(last)
    .filter((call) => !answered.has(call.id))
    .map(({ id, name, arguments: input, unreadable }) => ({
      callId: id,
      name,
      input,
      ...(unreadable === undefined ? {} : { unreadable }),
    }));
}

/** The ids of all calls so far, so that no other call is given one of them. */
export function callIdsOf(entries: readonly (StoredEntry | null)[]): Set<string> {
  return new Set(
    entries.flatMap((entry) => (entry?.kind === "answer" ? callsOf(entry).map((call) => call.id) : [])),
  );
}

function unreadableWarning(count: number): HarnessEvent {
  const what = count === 1 ? "1 earlier entry" : `${count} earlier entries`;
  return {
    type: "warning",
    code: "entry_unreadable",
    message: `${what} of the conversation could not be read, and the model does not see it.`,
  };
}
