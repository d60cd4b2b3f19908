import { parseEvent, type SlipwayEvent } from "@slipway/schemas/events/event";
import { Run } from "@slipway/schemas/runs/run";

/** One thing that happened: an entry of a session's log, or a row of the run history as it is now. */
export type LiveFrame =
  | { readonly kind: "event"; readonly event: SlipwayEvent }
  | { readonly kind: "run"; readonly run: Run };

/** Reads the data of a server-sent event. Null: nothing that this release knows. */
export function parseLiveFrame(name: string | undefined, data: string): LiveFrame | null {
  const value = parseJson(data);
  if (name === "run.changed") {
    const run = Run.safeParse(runIn(value));
    return run.success ? { kind: "run", run: run.data } : null;
  }
  const event = parseEvent(value);
  return event ? { kind: "event", event } : null;
}

function runIn(value: unknown): unknown {
  return typeof value === "object" && value !== null && "run" in value ? value.run : value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
