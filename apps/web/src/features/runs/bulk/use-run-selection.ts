"use client";
import type { Run } from "@slipway/schemas/runs/run";
import { useCallback, useMemo, useRef, useState } from "react";
import { newer } from "../merge-runs.ts";
import { nothingSelected, type RunSelection, selectRange, toggleRun } from "./run-selection.ts";

type UseRunSelection = {
  readonly shown: readonly Run[];
  /** Runs as they came live since the list was read. */
  readonly changes: ReadonlyMap<string, Run>;
  /** What the list is narrowed to: a choice is of one list. */
  readonly listKey: string;
};

/** The chosen runs of a list, each as it is now. */
export function useRunSelection({ shown, changes, listKey }: UseRunSelection) {
  const [of, setOf] = useState(listKey);
  const [selection, setSelection] = useState<RunSelection>(nothingSelected);
  if (of !== listKey) {
    setOf(listKey);
    setSelection(nothingSelected);
  }
  // The rows are memoised: what they are given must not change with every run that moves.
  const shownRef = useRef(shown);
  shownRef.current = shown;
  const onSelect = useCallback((run: Run, isRange: boolean) => {
    setSelection((before) => (isRange ? selectRange(before, shownRef.current, run) : toggleRun(before, run)));
  }, []);
  const runs = useMemo(
    () => [...selection.runs.values()].map((run) => newer(run, changes.get(run.id))),
    [selection, changes],
  );
  return { selection, runs, onSelect, set: setSelection, clear: () => setSelection(nothingSelected) };
}
