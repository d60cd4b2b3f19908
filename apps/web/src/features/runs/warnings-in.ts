import type { SlipwayEvent } from "@slipway/schemas/events/event";

/** What a run's log warns of, each once: an attempt that goes on says it again. */
export function warningsIn(events: readonly SlipwayEvent[]): readonly string[] {
  return [...new Set(events.flatMap((event) => (event.type === "warning" ? [event.message] : [])))];
}
