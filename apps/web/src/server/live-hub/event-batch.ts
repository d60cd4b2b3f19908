import type { ToldEvent } from "@slipway/db/events/events-line";
import { type StoredEvent, toEventJson } from "@slipway/db/events/read-events";

/** One event of a log, ready to be sent: its JSON text is put together once for all who read it. */
export type LoggedEvent = ToldEvent;

/** Events of one session that were read together, in order. */
export type EventBatch = {
  readonly events: readonly LoggedEvent[];
  /** The frames of the events after a number, of one run or of all; empty when there are none. Made once per choice. */
  frames(choice: { readonly after: number; readonly runId: string | null }): Uint8Array;
};

const encoder = new TextEncoder();

/** About how much of a log is handed over at once, so that a reader's buffer can be full in between. */
const batchCharacters = 32_768;

/** What was read of a log, ready to be sent. */
export function toLoggedEvents(rows: readonly StoredEvent[]): LoggedEvent[] {
  return rows.map((row) => ({
    seq: row.seq,
    runId: row.runId,
    type: row.type,
    // A line break between two tokens of the JSON would end the frame's data.
    json: toEventJson(row).replaceAll(/[\r\n]/g, " "),
  }));
}

/** Batches of events, none much larger than one event or 32,768 characters. */
export function* toEventBatches(events: readonly LoggedEvent[]): Generator<EventBatch> {
  let first = 0;
  let characters = 0;
  for (const [index, event] of events.entries()) {
    characters += event.json.length;
    if (characters < batchCharacters && index < events.length - 1) continue;
    yield createEventBatch(events.slice(first, index + 1));
    first = index + 1;
    characters = 0;
  }
}

function createEventBatch(events: readonly LoggedEvent[]): EventBatch {
  const made = new Map<string, Uint8Array>();
  const frames: EventBatch["frames"] = ({ after, runId }) => {
    const first = events.findIndex((event) => event.seq > after);
    const key = `${first} ${runId ?? ""}`;
    const known = made.get(key);
    if (known) return known;
    const chosen = first === -1 ? [] : events.slice(first);
    const own = runId === null ? chosen : chosen.filter((event) => event.runId === runId);
    const bytes = encoder.encode(own.map((event) => eventFrame(event, event.seq)).join(""));
    made.set(key, bytes);
    return bytes;
  };
  return { events, frames };
}

/** A frame of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export function eventFrame({ type, json }: Pick<LoggedEvent, "type" | "json">, id: string | number): string {
  return `id: ${id}\nevent: ${type}\ndata: ${json}\n\n`;
}
