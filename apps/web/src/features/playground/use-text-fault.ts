"use client";
import { useState } from "react";
import { z } from "zod";
import type { TextFault } from "#features/config-text/index.ts";
import type { DraftKey } from "./draft-storage.ts";

const StoredFault = z.object({
  format: z.enum(["yaml", "json"]),
  text: z.string(),
  line: z.int(),
  message: z.string(),
});

export type FaultyText = {
  /** A text that somebody is writing and that is no configuration yet: the draft is what it said before. */
  readonly fault: TextFault | null;
  readonly setFault: (fault: TextFault | null) => void;
  /** It is kept under another name from now on. */
  readonly moveTo: (key: DraftKey) => void;
};

/** Keeps a text that is broken in this browser: a reload must not lose what no draft can hold. */
export function useTextFault(key: DraftKey): FaultyText {
  const [state, setState] = useState(() => ({ key, fault: readFault(nameOf(key)) }));
  return {
    fault: state.fault,
    setFault: (fault) => setState((now) => keep({ key: now.key, fault })),
    moveTo: (next) =>
      setState((now) => {
        if (next !== now.key) keep({ key: now.key, fault: null });
        return keep({ key: next, fault: now.fault });
      }),
  };
}

type Kept = { readonly key: DraftKey; readonly fault: TextFault | null };

const nameOf = (key: DraftKey) => `slipway.draft-text.${key}`;

function keep(state: Kept): Kept {
  try {
    if (state.fault) localStorage.setItem(nameOf(state.key), JSON.stringify(state.fault));
    else localStorage.removeItem(nameOf(state.key));
  } catch {
    // A browser that keeps nothing says so beside the revision; the text stays while the page does.
  }
  return state;
}

function readFault(name: string): TextFault | null {
  try {
    const stored = StoredFault.safeParse(JSON.parse(localStorage.getItem(name) ?? "null"));
    return stored.success ? stored.data : null;
  } catch {
    return null;
  }
}
