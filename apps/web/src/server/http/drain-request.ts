import type { IncomingMessage } from "node:http";

/** What is read and thrown away of a body that nobody wants, so that its sender gets to see the answer. */
const most = { bytes: 8_388_608, ms: 5_000 } as const;

/**
 * Reads on beside an answer that was given before all of the body was read. Closing at once would reset the connection,
 * and the sender would see only that; a sender that does not stop is cut off.
 */
export function drainRequest(incoming: IncomingMessage): void {
  if (incoming.complete || incoming.destroyed) return;
  let drained = 0;
  const deadline = setTimeout(() => incoming.destroy(), most.ms).unref();
  incoming.on("data", (chunk: Buffer) => {
    drained += chunk.byteLength;
    if (drained > most.bytes) incoming.destroy();
  });
  incoming.once("close", () => clearTimeout(deadline)).on("error", ignore);
  // Whoever began to read it may have stopped in the middle.
  incoming.resume();
}

function ignore(): void {
  // The sender is gone: there is nobody left to be answered.
}
