import type { ServerResponse } from "node:http";
import type { StreamBody, StreamSource } from "#server/answers.ts";

/**
 * Writes a body while things happen. The client going away, the end of the source and the stop of the process all end
 * it, in whichever way they show, exactly once. What the client does not read waits in Node's buffer: when that is full,
 * the source is told to hold back, until it has drained.
 */
export function sendStream(outgoing: ServerResponse, { open }: StreamBody): void {
  let isOpen = true;
  let source: StreamSource | undefined;
  const leave = () => {
    if (!isOpen) return;
    isOpen = false;
    source?.leave();
  };
  outgoing.once("close", leave);
  outgoing.on("drain", () => {
    if (isOpen) source?.resume();
  });
  source = open({
    hasRoom: () => isOpen && !outgoing.writableNeedDrain,
    write: (bytes) => {
      if (isOpen && bytes.length > 0) outgoing.write(bytes);
    },
    end: () => {
      if (!isOpen) return;
      leave();
      outgoing.end();
    },
  });
  if (isOpen) source.resume();
  else source.leave();
}
