import type { Run } from "@slipway/schemas/runs/run";

/** Which runs were chosen, each as it was when it was, and the one that a range begins at. */
export type RunSelection = {
  readonly runs: ReadonlyMap<string, Run>;
  readonly anchorId: string | null;
};

export const nothingSelected: RunSelection = { runs: new Map(), anchorId: null };

/** So many can be chosen at once: a choice that a person can still answer for. */
export const mostSelected = 1_000;

/** Chooses a run, or no longer. */
export function toggleRun({ runs }: RunSelection, run: Run): RunSelection {
  const next = new Map(runs);
  if (!next.delete(run.id) && next.size < mostSelected) next.set(run.id, run);
  return { runs: next, anchorId: run.id };
}

/** Chooses all from the last one that was touched to this one; without such a one, this one. */
export function selectRange(selection: RunSelection, shown: readonly Run[], run: Run): RunSelection {
  const from = shown.findIndex(({ id }) => id === selection.anchorId);
  const to = shown.findIndex(({ id }) => id === run.id);
  if (from < 0 || to < 0) return toggleRun(selection, run);
  return addRuns(selection, shown.slice(Math.min(from, to), Math.max(from, to) + 1));
}

export function addRuns({ runs, anchorId }: RunSelection, more: readonly Run[]): RunSelection {
  const next = new Map(runs);
  for (const run of more) {
    if (next.size < mostSelected || next.has(run.id)) next.set(run.id, run);
  }
  return { runs: next, anchorId };
}
