import { browserFrames, type FrameShare } from "./share-frames.ts";

/**
 * Longest wait: a hidden page gets no frames, and its state has to be true when it is looked at again. Longer than four
 * streams wait for their turns on a slow machine: what is done between two frames makes the next one late.
 */
const longestWaitMs = 250;

/** All that streams on this page takes turns in its frames. */
let frames: FrameShare | undefined;

/** Collects items and hands them over together, at most once per frame that the browser paints. */
export function batchPerFrame<Item>(handle: (items: readonly Item[]) => void): (item: Item) => void {
  let items: Item[] = [];
  let takeBack: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush() {
    takeBack?.();
    clearTimeout(timer);
    timer = undefined;
    const batch = items;
    items = [];
    handle(batch);
  }
  return (item) => {
    items.push(item);
    if (timer !== undefined) return;
    frames ??= browserFrames();
    takeBack = frames.ask(flush);
    timer = setTimeout(flush, longestWaitMs);
  };
}
