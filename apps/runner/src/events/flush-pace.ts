/** Flushes follow each other no closer than this. */
const shortestIntervalMs = 15;
/** Under load they may wait this long. */
const longestIntervalMs = 100;
/** Rows per second that one runner writes for events, whatever the number of its sessions. */
const rowsPerSecond = 3_000;

/** How long the next flush waits after one that wrote so many rows. */
export function flushIntervalMs(rows: number): number {
  return Math.min(longestIntervalMs, Math.max(shortestIntervalMs, (rows / rowsPerSecond) * 1_000));
}
