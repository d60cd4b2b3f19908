/** In the long run, flushes follow each other no closer than this. */
const shortestIntervalMs = 15;
/** Under load they may wait this long. */
const longestIntervalMs = 100;
/** Rows per second that one runner writes for events, whatever the number of its sessions. */
const rowsPerSecond = 3_000;
/** A run begins with a few small flushes close together, and a person waits for them: so far they may run ahead. */
const aheadMs = 3 * shortestIntervalMs;

/** Decides when the next flush may be. Times are milliseconds on a clock that only goes forward. */
export type FlushPace = {
  /** How long to wait from now on: 0 after a quiet moment. */
  waitMs(now: number): number;
  /** A flush of so many rows begins now. */
  flushed(now: number, rows: number): void;
};

/** Every flush takes up an interval, longer the more it writes; those after a quiet moment may run ahead of theirs. */
export function createFlushPace(): FlushPace {
  let takenUntil = 0;
  return {
    waitMs: (now) => Math.max(0, takenUntil - aheadMs - now),
    flushed: (now, rows) => {
      takenUntil = Math.max(takenUntil, now) + intervalMs(rows);
    },
  };
}

function intervalMs(rows: number): number {
  return Math.min(longestIntervalMs, Math.max(shortestIntervalMs, (rows / rowsPerSecond) * 1_000));
}
