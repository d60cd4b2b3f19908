/**
 * Gives the items one by one, each so many milliseconds after the one before, on a schedule that does not drift. Ends
 * early, at once, when the signal is aborted.
 */
export async function* pace<Item>(
  items: readonly Item[],
  everyMs: number,
  signal: AbortSignal,
): AsyncGenerator<Item, void, void> {
  const startedAt = performance.now();
  for (const [index, item] of items.entries()) {
    await waitUntil(startedAt + index * everyMs, signal);
    if (signal.aborted) return;
    yield item;
  }
}

function waitUntil(time: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, Math.max(0, time - performance.now()));
    signal.addEventListener("abort", done, { once: true });
    if (signal.aborted) done();
  });
}
