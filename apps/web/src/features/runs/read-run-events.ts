import { parseEvent, type SlipwayEvent } from "@slipway/schemas/events/event";
import { createParser } from "eventsource-parser";
import { readApiError } from "#lib/api-error.ts";

type ReadRunEvents = {
  readonly runId: string;
  readonly after: number;
  readonly signal: AbortSignal;
  /** Those that came together. */
  readonly onEvents: (events: readonly SlipwayEvent[]) => void;
};

/** Reads a run's log until its end, or until the connection is lost. Throws `ApiError` when it is refused. */
export async function readRunEvents({ runId, after, signal, onEvents }: ReadRunEvents): Promise<void> {
  const response = await fetch(`/api/v1/runs/${runId}/events?after=${after}`, {
    headers: { accept: "text/event-stream" },
    credentials: "same-origin",
    signal,
  });
  if (response.status === 204) return;
  if (!response.ok) throw await readApiError(response);
  let batch: SlipwayEvent[] = [];
  const parser = createParser({
    onEvent: ({ data }) => {
      const event = parseEvent(JSON.parse(data));
      if (event) batch.push(event);
    },
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
    parser.feed(chunk.value);
    if (batch.length > 0) onEvents(batch);
    batch = [];
  }
}
