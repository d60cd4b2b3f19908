import type { RunStats } from "@slipway/schemas/public-api/run-stats";

/** Sums as they were read, with the time they were asked for. */
export type TimedStats = {
  readonly stats: RunStats;
  /** Null: from the first run on. */
  readonly fromMs: number | null;
  readonly toMs: number;
};

export type Bucket = RunStats["items"][number];

/** The server counts into no more than 60; the rest is room for a clock that differs. */
const mostBuckets = 100;

/** One bucket for each step of time, also for those in which nothing ran, so that a chart's axis is true. */
export function fillBuckets({ stats, fromMs, toMs }: TimedStats): readonly Bucket[] {
  const { bucketMs, items } = stats;
  const known = new Map(items.map((item) => [Date.parse(item.at), item]));
  const start = (ms: number) => Math.floor(ms / bucketMs) * bucketMs;
  // The end of a time is outside of it: where it falls on a border, the next bucket is not part.
  const last = Math.max(start(toMs - 1), ...known.keys());
  const first = Math.max(
    Math.min(start(fromMs ?? last), ...known.keys()),
    last - (mostBuckets - 1) * bucketMs,
  );
  return Array.from(
    { length: Math.max(1, (last - first) / bucketMs + 1) },
    (_, index) => known.get(first + index * bucketMs) ?? empty(first + index * bucketMs),
  );
}

function empty(atMs: number): Bucket {
  return {
    at: new Date(atMs).toISOString(),
    runs: 0,
    completed: 0,
    failed: 0,
    cancelled: 0,
    tokens: 0,
    costUsd: 0,
    p50DurationMs: null,
    p95DurationMs: null,
  };
}
