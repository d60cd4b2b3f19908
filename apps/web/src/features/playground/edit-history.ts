import { isSameValue } from "#configs/is-same-value.ts";
import type { DraftConfig } from "./draft-config.ts";

/** What was edited before, and what was undone. The newest is at the end of `past` and at the beginning of `future`. */
export type EditHistory = {
  readonly past: readonly DraftConfig[];
  readonly future: readonly DraftConfig[];
  /** The parts of the last change and when it was: what is typed on soon after belongs to it. */
  readonly last: { readonly parts: string; readonly atMs: number } | null;
};

export const noEdits: EditHistory = { past: [], future: [], last: null };

const maxSteps = 200;
const togetherMs = 1_000;

type Edit = {
  readonly before: DraftConfig;
  readonly after: DraftConfig;
  readonly nowMs: number;
};

/** One more change. Changes of the same parts in quick succession are one step. */
export function addEdit(history: EditHistory, { before, after, nowMs }: Edit): EditHistory {
  const parts = changedParts(before, after);
  if (parts === "") return history;
  const last = { parts, atMs: nowMs };
  const isSameStep =
    history.last?.parts === parts && nowMs - history.last.atMs < togetherMs && history.future.length === 0;
  if (isSameStep) return { ...history, last };
  return { past: [...history.past, before].slice(-maxSteps), future: [], last };
}

type Step = { readonly config: DraftConfig; readonly history: EditHistory };

/** Null: there is nothing to take back. */
export function undoEdit({ config, history }: Step): Step | null {
  const before = history.past.at(-1);
  if (!before) return null;
  const { past, future } = history;
  return { config: before, history: { past: past.slice(0, -1), future: [config, ...future], last: null } };
}

/** Null: nothing was taken back. */
export function redoEdit({ config, history }: Step): Step | null {
  const [after, ...future] = history.future;
  if (!after) return null;
  return { config: after, history: { past: [...history.past, config], future, last: null } };
}

function changedParts(before: DraftConfig, after: DraftConfig): string {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => !isSameValue(before[name], after[name], name)).join();
}
