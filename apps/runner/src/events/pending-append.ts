import type { NewCheckpoint, NewHarnessEntry } from "@slipway/db/events/append-events";
import { type EventRecord, toEventRecord } from "@slipway/db/events/event-record";
import type { NewEvent } from "@slipway/schemas/events/event";

type Delta = Extract<NewEvent, { type: "text.delta" | "reasoning.delta" | "tool.progress" }>;

/** A finished step, before it has its place in the log. */
export type CheckpointDraft = Omit<NewCheckpoint, "eventOrdinal" | "entryOrdinal">;

/** Events of one run that wait to be stored. Adjacent deltas of one block merge while they wait. */
export class PendingAppend {
  readonly #events: { event: NewEvent; readonly at: Date }[] = [];
  readonly #entries: NewHarnessEntry[] = [];
  readonly #checkpoints: NewCheckpoint[] = [];

  /** The run is running as soon as this is stored. */
  isStart = false;

  add(event: NewEvent, at: Date): void {
    const last = this.#events.at(-1);
    const merged = last && mergeDeltas(last.event, event);
    if (last && merged) last.event = merged;
    else this.#events.push({ event, at });
  }

  keep(entry: NewHarnessEntry): void {
    this.#entries.push(entry);
  }

  /** A checkpoint of everything that was added so far. */
  save(checkpoint: CheckpointDraft, at: Date): void {
    const { id, step } = checkpoint;
    this.#events.push({ event: { type: "checkpoint.saved", checkpointId: id, step }, at });
    const place = { eventOrdinal: this.#events.length, entryOrdinal: this.#entries.length };
    this.#checkpoints.push({ ...checkpoint, ...place });
  }

  /** The rows that it writes. */
  get size(): number {
    return this.#events.length + this.#entries.length + Number(this.isStart);
  }

  get events(): EventRecord[] {
    return this.#events.map(({ event, at }) => toEventRecord(event, at));
  }

  get entries(): readonly NewHarnessEntry[] {
    return this.#entries;
  }

  get checkpoints(): readonly NewCheckpoint[] {
    return this.#checkpoints;
  }
}

function mergeDeltas(last: NewEvent, next: NewEvent): NewEvent | null {
  if (last.type === "tool.requested" && next.type === "tool.requested" && last.callId === next.callId) {
    return { ...last, inputDelta: last.inputDelta + next.inputDelta };
  }
  if (!isDelta(last) || !isDelta(next) || last.type !== next.type) return null;
  return blockOf(last) === blockOf(next) ? { ...last, delta: last.delta + next.delta } : null;
}

function isDelta(event: NewEvent): event is Delta {
  return event.type === "text.delta" || event.type === "reasoning.delta" || event.type === "tool.progress";
}

function blockOf(delta: Delta): string {
  return delta.type === "tool.progress" ? delta.callId : delta.blockId;
}
