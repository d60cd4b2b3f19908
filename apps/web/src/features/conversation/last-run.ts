import type { Run } from "@slipway/schemas/runs/run";

/** The run that ended last, of those that were started: the one that can be answered anew while nothing else is going on. */
export function lastRun(runs: Iterable<Run>): Run | undefined {
  const ended = [...runs].filter((run) => run.startedAt !== null && run.finishedAt !== null);
  return ended.toSorted((one, other) => ((one.finishedAt ?? "") < (other.finishedAt ?? "") ? -1 : 1)).at(-1);
}
