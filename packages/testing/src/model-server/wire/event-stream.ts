import type { ServerResponse } from "node:http";

/** The bytes of a streamed answer: what is kept for the next write, and the connection's head. */
export type EventStream = {
  /** Sends the headers with `first`, once. */
  open(): void;
  /** Keeps events and returns how many characters are kept. */
  keep(events: string): number;
  /** See ReplyWriter. */
  flush(onSent?: () => void): boolean;
  end(lastEvents: string): void;
};

/** `first`: the events that every answer begins with. */
export function createEventStream(response: ServerResponse, first: () => string): EventStream {
  let kept = "";

  function open(): void {
    if (response.headersSent) return;
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache",
    });
    kept += first();
  }

  return {
    open,
    keep(events) {
      open();
      kept += events;
      return kept.length;
    },
    flush(onSent) {
      const text = kept;
      kept = "";
      if (text !== "") return response.write(text, onSent);
      onSent?.();
      return !response.writableNeedDrain;
    },
    end(lastEvents) {
      open();
      response.end(kept + lastEvents);
      kept = "";
    },
  };
}
