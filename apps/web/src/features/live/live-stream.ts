import { createParser } from "eventsource-parser";
import { readApiError } from "#lib/api-error.ts";
import type { Interest } from "./interest.ts";
import { type LiveFrame, parseLiveFrame } from "./live-frame.ts";

type LiveStreamOptions = {
  /** What to read, and from where. */
  readonly interest: Interest;
  readonly signal: AbortSignal;
  readonly onOpen: () => void;
  readonly onFrame: (frame: LiveFrame) => void;
};

/** The server sends a heartbeat at least every ten seconds: a longer silence is a dead connection. */
const silenceMs = 25_000;

/**
 * Reads GET /live until it ends. Resolves when the server closes it; throws `ApiError` when it is refused, and what
 * `fetch` throws when the connection is lost, silent for too long, or given up through `signal`.
 */
export async function readLiveStream({
  interest,
  signal,
  onOpen,
  onFrame,
}: LiveStreamOptions): Promise<void> {
  const silence = new AbortController();
  let heardAt = performance.now();
  const timer = setInterval(() => {
    if (performance.now() - heardAt > silenceMs) silence.abort();
  }, 1_000);
  try {
    const response = await fetch(liveUrl(interest), {
      headers: { accept: "text/event-stream" },
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (!response.ok) throw await readApiError(response);
    onOpen();
    const parser = createParser({
      onEvent: ({ event, data }) => {
        const frame = parseLiveFrame(event, data);
        if (frame) onFrame(frame);
      },
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
      heardAt = performance.now();
      parser.feed(chunk.value);
    }
  } finally {
    clearInterval(timer);
  }
}

/** Each session is asked for from its own position, so that a connection can go on in any other tab. */
function liveUrl({ sessions, topics }: Interest): string {
  const search = new URLSearchParams();
  const positions = Object.entries(sessions).map(([id, seq]) => `${id}@${seq}`);
  if (positions.length > 0) search.set("sessions", positions.join(","));
  if (topics.length > 0) search.set("topics", topics.join(","));
  return `/api/v1/live?${search}`;
}
