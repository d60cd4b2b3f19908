/** What became of the spans that were meant for one destination. */
export type ExportCounts = {
  /** Taken in. Those that are in none of the others are waiting or on their way. */
  accepted: number;
  exported: number;
  /** Handed over and refused, or not answered. */
  failed: number;
  /** Never handed over: the queue was full, or the process ended first. */
  dropped: number;
};

export function noExports(): ExportCounts {
  return { accepted: 0, exported: 0, failed: 0, dropped: 0 };
}

/** Gives up on what is still on its way, so that the counts say the truth after the end. */
export function dropPending(counts: ExportCounts): void {
  counts.dropped = counts.accepted - counts.exported - counts.failed;
}
