import type { Run } from "@slipway/schemas/runs/run";

/** Orders runs as their session's queue does; those without a place come first, oldest first. */
export function byPlace(one: Run, other: Run): number {
  const places = (one.queuePosition ?? 0) - (other.queuePosition ?? 0);
  if (places !== 0) return places;
  return one.id < other.id ? -1 : 1;
}
