/** Longest wait: a hidden page gets no frames, and its state has to be true when it is looked at again. */
const longestWaitMs = 100;

/** Collects items and hands them over together, once per frame that the browser paints. */
export function batchPerFrame<Item>(handle: (items: readonly Item[]) => void): (item: Item) => void {
  let items: Item[] = [];
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush() {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    timer = undefined;
    const batch = items;
    items = [];
    handle(batch);
  }
  return (item) => {
    items.push(item);
    if (timer !== undefined) return;
    frame = requestAnimationFrame(flush);
    timer = setTimeout(flush, longestWaitMs);
  };
}
