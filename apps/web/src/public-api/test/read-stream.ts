import { createParser, type EventSourceMessage } from "eventsource-parser";

export type StreamReader = {
  /** The next frame; null at the end. */
  next(): Promise<EventSourceMessage | null>;
  /** All frames up to and with the first that `isLast` accepts, or up to the end. */
  until(isLast: (frame: EventSourceMessage) => boolean): Promise<EventSourceMessage[]>;
  /** Comments so far. */
  readonly comments: readonly string[];
  stop(): Promise<void>;
};

/** Reads server-sent events with a parser that is not ours. */
export function readStream(response: Response): StreamReader {
  if (!response.body) throw new Error(`The answer ${response.status} has no body`);
  const chunks = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const frames: EventSourceMessage[] = [];
  const comments: string[] = [];
  const parser = createParser({
    onEvent: (frame) => frames.push(frame),
    onComment: (comment) => comments.push(comment),
  });
  const next = async () => {
    while (frames.length === 0) {
      const { done, value } = await chunks.read();
      if (done) return null;
      parser.feed(value);
    }
    return frames.shift() ?? null;
  };
  const until: StreamReader["until"] = async (isLast) => {
    const read: EventSourceMessage[] = [];
    for (let frame = await next(); frame; frame = await next()) {
      read.push(frame);
      if (isLast(frame)) break;
    }
    return read;
  };
  return { next, until, comments, stop: () => chunks.cancel() };
}

export const isFinished = ({ event }: EventSourceMessage) => event === "run.finished";
