import type { OpenStreams } from "#server/live-hub/open-streams.ts";

/** One answer of server-sent events while it is open. */
export type StreamSink = {
  /** False: the client does not read as fast as we write. Write nothing until `resume` is called. */
  readonly hasRoom: () => boolean;
  readonly write: (frames: Uint8Array) => void;
  /** Closes the answer after what was written. */
  readonly end: () => void;
};

/** Who fills a stream. */
export type StreamSource = {
  /** Called when there is room: at the beginning, and whenever the client has read on. */
  readonly resume: () => void;
  /** Called once, however the stream ends. */
  readonly leave: () => void;
};

type EventStream = {
  readonly streams: OpenStreams;
  /** The request's: aborted when the client goes away. */
  readonly signal: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
  readonly open: (sink: StreamSink) => StreamSource;
};

/** Bytes that wait for one slow client, not counting the last batch and what the operating system holds. */
const bufferBytes = 65_536;
const heartbeat = new TextEncoder().encode(": heartbeat\n\n");

export const eventStreamHeaders = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
} as const;

/**
 * Answers with server-sent events. The client going away, the end of the events and the stop of the process all end it,
 * in whichever way they show, exactly once.
 */
export function eventStream({ streams, signal, headers = {}, open }: EventStream): Response {
  let close: () => void = () => undefined;
  let source: StreamSource | undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        let isOpen = true;
        const hasRoom = () => isOpen && (controller.desiredSize ?? 0) > 0;
        const write = (bytes: Uint8Array) => {
          if (isOpen && bytes.byteLength > 0) controller.enqueue(bytes);
        };
        close = () => {
          if (!isOpen) return;
          isOpen = false;
          remove();
          signal.removeEventListener("abort", end);
          source?.leave();
        };
        const end = () => {
          if (!isOpen) return;
          close();
          controller.close();
        };
        // A full buffer needs no heartbeat: there is something to be read.
        const remove = streams.add({ beat: () => hasRoom() && write(heartbeat), end });
        signal.addEventListener("abort", end, { once: true });
        // The server holds back the headers until there is something to send.
        write(heartbeat);
        source = open({ hasRoom, write, end });
        if (signal.aborted) end();
      },
      pull: () => source?.resume(),
      cancel: () => close(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: bufferBytes }),
  );
  return new Response(body, { headers: { ...eventStreamHeaders, ...headers } });
}
