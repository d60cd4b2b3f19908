import type { Readable } from "node:stream";

/** What a door answers with. */
export type Answer = {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string | Readable | StreamBody | null;
};

/** A body that is written while things happen: `open` is called once the head of the answer is on its way. */
export type StreamBody = { readonly open: (sink: StreamSink) => StreamSource };

/** Where a body is written to. */
export type StreamSink = {
  /** False: the client does not read as fast as we write. Write nothing until `resume` is called. */
  readonly hasRoom: () => boolean;
  readonly write: (bytes: Uint8Array | string) => void;
  /** Closes the answer after what was written. */
  readonly end: () => void;
};

/** Who fills a body. */
export type StreamSource = {
  /** Called when there is room: at the beginning, and whenever the client has read on. */
  readonly resume: () => void;
  /** Called once, however the answer ends. */
  readonly leave: () => void;
};

/** A JSON answer. */
export function json(status: number, body: unknown, headers: Answer["headers"] = {}): Answer {
  return jsonText(status, JSON.stringify(body), headers);
}

/** A JSON answer that is written already. */
export function jsonText(status: number, body: string, headers: Answer["headers"] = {}): Answer {
  return { status, headers: { "content-type": "application/json", ...headers }, body };
}

/** Done, and nothing to say. */
export function noContent(): Answer {
  return { status: 204, headers: {}, body: null };
}
