const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Such as people count in. */
const widthsMs = [
  minuteMs,
  5 * minuteMs,
  15 * minuteMs,
  hourMs,
  3 * hourMs,
  6 * hourMs,
  12 * hourMs,
  dayMs,
  7 * dayMs,
  28 * dayMs,
];
const mostBuckets = 60;

/** The narrowest width with which a time falls into at most 60 buckets; both ends may lie inside of one. */
export function chooseBucketMs(fromMs: number, toMs: number): number {
  const fits = (width: number) => Math.floor(toMs / width) - Math.floor(fromMs / width) < mostBuckets;
  return widthsMs.find(fits) ?? Math.ceil((toMs - fromMs) / (mostBuckets - 1) / dayMs) * dayMs;
}
