/** So many requests are begun in one round of the event loop. */
const atOnce = 8;

/**
 * Begins what comes in rounds: a few at once, and between two rounds what earlier ones wait for is heard. Otherwise a crowd
 * of requests that arrive together would all be read before the first of them gets any further.
 */
export function createTurns(): (work: () => void) => void {
  let waiting: (() => void)[] = [];
  let begun = 0;
  let isDue = false;

  function nextRound(): void {
    isDue = false;
    const now = waiting.slice(0, atOnce);
    waiting = waiting.slice(atOnce);
    begun = now.length;
    if (begun > 0) callNextRound();
    for (const work of now) work();
  }

  function callNextRound(): void {
    if (isDue) return;
    isDue = true;
    setImmediate(nextRound);
  }

  return (work) => {
    callNextRound();
    if (begun >= atOnce || waiting.length > 0) {
      waiting.push(work);
      return;
    }
    begun += 1;
    work();
  };
}
