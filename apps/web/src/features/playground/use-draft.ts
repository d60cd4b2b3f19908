"use client";
import { useState } from "react";
import { isSameConfig } from "./config-sections.ts";
import type { DraftConfig } from "./draft-config.ts";
import { type DraftKey, writeDraft } from "./draft-storage.ts";

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
  readonly discard: () => void;
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
  const [state, setState] = useState({
    key: start.key,
    base: start.base,
    config: start.kept ?? start.base.config,
    isKept: true,
  });

  function keep(next: { key: DraftKey; base: Base; config: DraftConfig }) {
    const isEdited = !isSameConfig(next.config, next.base.config);
    const stored = isEdited ? { base: next.base.number, config: next.config } : null;
    setState({ ...next, isKept: writeDraft(localStorage, next.key, stored) });
  }
  return {
    config: state.config,
    base: state.base,
    isEdited: !isSameConfig(state.config, state.base.config),
    isKept: state.isKept,
    change: (change) => keep({ ...state, config: { ...state.config, ...change } }),
    discard: () => keep({ ...state, config: state.base.config }),
    rebase(key, base, config) {
      if (key !== state.key) writeDraft(localStorage, state.key, null);
      keep({ key, base, config });
    },
  };
}
