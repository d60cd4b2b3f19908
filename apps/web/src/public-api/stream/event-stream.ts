import type { Answer, StreamBody } from "#server/answers.ts";
import type { OpenStreams } from "#server/live-hub/open-streams.ts";

type EventStream = StreamBody & {
  readonly streams: OpenStreams;
  readonly headers?: Answer["headers"];
};

const heartbeat = ": heartbeat\n\n";

export const eventStreamHeaders = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
} as const;

/** Answers with server-sent events, among all streams of the process: with heartbeats, and ended when it stops. */
export function eventStream({ streams, headers = {}, open }: EventStream): Answer {
  return {
    status: 200,
    headers: { ...eventStreamHeaders, ...headers },
    body: {
      open: (sink) => {
        const { hasRoom, write, end } = sink;
        // A full buffer needs no heartbeat: there is something to be read.
        const remove = streams.add({ beat: () => hasRoom() && write(heartbeat), end });
        // The server holds back the headers until there is something to send.
        write(heartbeat);
        const source = open(sink);
        return {
          resume: () => source.resume(),
          leave: () => {
            remove();
            source.leave();
          },
        };
      },
    },
  };
}
