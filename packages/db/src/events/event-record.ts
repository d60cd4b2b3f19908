import type { EventType, NewEvent } from "@slipway/schemas/events/event";

/** An event on its way into the log: type, time and payload. The log adds seq, session and run. */
export type EventRecord = {
  readonly type: EventType;
  readonly at: Date;
  /** The payload as JSON text, the type not included. */
  readonly data: string;
};

export function toEventRecord({ type, ...payload }: NewEvent, at: Date): EventRecord {
  return { type, at, data: JSON.stringify(payload) };
}
