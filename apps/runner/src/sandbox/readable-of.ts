import type { ChildProcess } from "node:child_process";
import { Readable } from "node:stream";

/** What a child writes to a descriptor. A program that could not be started has none. */
export function readableOf(child: ChildProcess, descriptor: number): Readable {
  // The type knows five descriptors only.
  const streams: readonly unknown[] = child.stdio;
  const pipe = streams[descriptor];
  return pipe instanceof Readable ? pipe : Readable.from([]);
}
