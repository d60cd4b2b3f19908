"use client";
import { useState } from "react";
import type { DraftConfig } from "./draft-config.ts";
import { type DraftKey, writeDraft } from "./draft-storage.ts";
import { addEdit, type EditHistory, noEdits, redoEdit, undoEdit } from "./edit-history.ts";
import { isSameConfig } from "./is-same-config.ts";

export type Base = {
  /** Null: the app is not made yet. */
  readonly number: number | null;
  readonly config: DraftConfig;
};

export type Draft = {
  readonly config: DraftConfig;
  /** The revision that the draft was made from. */
  readonly base: Base;
  readonly isEdited: boolean;
  /** False: this browser refused to keep it, so that a reload would lose it. */
  readonly isKept: boolean;
  readonly change: (change: Partial<DraftConfig>) => void;
  /** Puts a whole configuration in the place of the edited one. */
  readonly replace: (config: DraftConfig) => void;
  readonly discard: () => void;
  /** Takes the last edit back, in whichever view it was made; null: there is none. */
  readonly undo: (() => void) | null;
  readonly redo: (() => void) | null;
  /** The draft became this revision, or stands on it from now on. */
  readonly rebase: (key: DraftKey, base: Base, config: DraftConfig) => void;
};

type Start = {
  readonly key: DraftKey;
  readonly base: Base;
  /** What this browser kept, already read. */
  readonly kept: DraftConfig | null;
};

/** A configuration that is being edited: kept in this browser with every change, until it is committed or discarded. */
export function useDraft(start: Start): Draft {
  const [state, setState] = useState<State>({
    key: start.key,
    base: start.base,
    config: start.kept ?? start.base.config,
    history: noEdits,
    isKept: true,
  });

  function keep(next: Omit<State, "isKept">) {
    const isEdited = !isSameConfig(next.config, next.base.config);
    const stored = isEdited ? { base: next.base.number, config: next.config } : null;
    setState({ ...next, isKept: writeDraft(localStorage, next.key, stored) });
  }
  function edit(config: DraftConfig) {
    const history = addEdit(state.history, { before: state.config, after: config, nowMs: Date.now() });
    keep({ ...state, config, history });
  }
  function stepTo(step: ReturnType<typeof undoEdit>) {
    return step && (() => keep({ ...state, ...step }));
  }
  return {
    config: state.config,
    base: state.base,
    isEdited: !isSameConfig(state.config, state.base.config),
    isKept: state.isKept,
    change: (change) => edit({ ...state.config, ...change }),
    replace: edit,
    discard: () => edit(state.base.config),
    undo: stepTo(undoEdit(state)),
    redo: stepTo(redoEdit(state)),
    rebase(key, base, config) {
      if (key !== state.key) writeDraft(localStorage, state.key, null);
      keep({ ...state, key, base, config });
    },
  };
}

type State = {
  readonly key: DraftKey;
  readonly base: Base;
  readonly config: DraftConfig;
  readonly history: EditHistory;
  readonly isKept: boolean;
};
