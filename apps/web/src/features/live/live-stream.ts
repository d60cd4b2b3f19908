import { createParser } from "eventsource-parser";
import { readApiError } from "#lib/api-error.ts";
import type { Interest } from "./interest.ts";
import { type LiveFrame, parseLiveFrame } from "./live-frame.ts";

type LiveStreamOptions = {
  readonly interest: Interest;
  /** Where to go on: the last cursor that came, or null for from now on. */
  readonly cursor: string | null;
  readonly signal: AbortSignal;
  readonly onOpen: () => void;
  readonly onFrame: (frame: LiveFrame | null, cursor: string | null) => void;
};

/** The server sends a heartbeat at least every ten seconds: a longer silence is a dead connection. */
const silenceMs = 25_000;

/**
 * Reads GET /live until it ends. Resolves when the server closes it; throws `ApiError` when it is refused, and what
 * `fetch` throws when the connection is lost, silent for too long, or given up through `signal`.
 */
export async function readLiveStream(options: LiveStreamOptions): Promise<void> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), silenceMs);
  try {
    const response = await fetch(liveUrl(options.interest), {
      headers: {
        accept: "text/event-stream",
        ...(options.cursor ? { "last-event-id": options.cursor } : {}),
      },
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.any([options.signal, silence.signal]),
    });
    if (!response.ok) throw await readApiError(response);
    options.onOpen();
    const parser = createParser({
      onEvent: ({ id, event, data }) => options.onFrame(parseLiveFrame(event, data), id ?? null),
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), silenceMs);
      parser.feed(chunk.value);
    }
  } finally {
    clearTimeout(timer);
  }
}

function liveUrl({ sessions, topics }: Interest): string {
  const search = new URLSearchParams();
  if (sessions.length > 0) search.set("sessions", sessions.join(","));
  if (topics.length > 0) search.set("topics", topics.join(","));
  return `/api/v1/live?${search}`;
}
