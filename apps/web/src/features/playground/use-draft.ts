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
  /** What it is kept under: an app's own from the moment that the app is made. */
  readonly key: DraftKey;
  readonly config: DraftConfig;
  /** The revision that the draft was made from. */
  readonly base: Base;
  /** Another one once a revision's configuration took the place of the edited one: fields begin with that anew. */
  readonly edition: number;
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
  /**
   * The draft became this revision, or stands on it from now on. Without a configuration what is edited goes on as it is,
   * with what was changed since the revision was asked for.
   */
  readonly rebase: (key: DraftKey, base: Base, config?: DraftConfig) => void;
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
    edition: 0,
    history: noEdits,
    isKept: true,
  });

  /** From the state as it is by then: an answer may come between two letters. */
  function keep(toNext: (now: State) => Omit<State, "isKept">) {
    setState((now) => {
      const next = toNext(now);
      const isEdited = !isSameConfig(next.config, next.base.config);
      const stored = isEdited ? { base: next.base.number, config: next.config } : null;
      return { ...next, isKept: writeDraft(localStorage, next.key, stored) };
    });
  }
  function edit(toConfig: (now: State) => DraftConfig) {
    const nowMs = Date.now();
    keep((now) => {
      const config = toConfig(now);
      return { ...now, config, history: addEdit(now.history, { before: now.config, after: config, nowMs }) };
    });
  }
  function stepBy(step: typeof undoEdit) {
    return step(state) && (() => keep((now) => ({ ...now, ...step(now) })));
  }
  return {
    key: state.key,
    config: state.config,
    base: state.base,
    edition: state.edition,
    isEdited: !isSameConfig(state.config, state.base.config),
    isKept: state.isKept,
    change: (change) => edit(({ config }) => ({ ...config, ...change })),
    replace: (config) => edit(() => config),
    discard: () => edit(({ base }) => base.config),
    undo: stepBy(undoEdit),
    redo: stepBy(redoEdit),
    rebase: (key, base, config) =>
      keep((now) => {
        if (key !== now.key) writeDraft(localStorage, now.key, null);
        const isSame = config === undefined || isSameConfig(config, now.config);
        const placed = isSame ? {} : { config, edition: now.edition + 1 };
        return { ...now, key, base, ...placed };
      }),
  };
}

type State = {
  readonly key: DraftKey;
  readonly base: Base;
  readonly config: DraftConfig;
  readonly edition: number;
  readonly history: EditHistory;
  readonly isKept: boolean;
};
