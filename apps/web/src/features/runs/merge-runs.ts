import type { ListedRun } from "./projects/run-scope.ts";

type MergeRuns = {
  /** The pages that were read, newest first. */
  readonly pages: readonly (readonly ListedRun[])[];
  /** Runs as they came live since. */
  readonly changes: ReadonlyMap<string, ListedRun>;
  /** Whether a run that is in no page belongs into the list. */
  readonly belongs: (run: ListedRun) => boolean;
};

type MergedRuns = {
  /** The list as it was read, each row as it is now. */
  readonly rows: readonly ListedRun[];
  /** New ones above it, newest first. */
  readonly arrived: readonly ListedRun[];
};

/** Brings a list up to date without moving a row. A row that no longer matches stays until the list is read again. */
export function mergeRuns({ pages, changes, belongs }: MergeRuns): MergedRuns {
  const seen = new Set<string>();
  const rows: ListedRun[] = [];
  for (const run of pages.flat()) {
    // A keyset page never repeats a row; the first page that is read again meanwhile may.
    if (seen.has(run.id)) continue;
    seen.add(run.id);
    rows.push(newer(run, changes.get(run.id)));
  }
  const newest = rows[0];
  const arrived = [...changes.values()]
    .filter((run) => !seen.has(run.id) && (!newest || run.id > newest.id) && belongs(run))
    .toSorted((one, other) => (one.id < other.id ? 1 : -1));
  return { rows, arrived };
}

/** What has ended stays so, whichever of the two arrived last. */
export function newer(read: ListedRun, live: ListedRun | undefined): ListedRun {
  return live && !(read.finishedAt && !live.finishedAt) ? live : read;
}
