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
};

/** Keeps a text that is broken in this browser: a reload must not lose what no draft can hold. */
export function useTextFault(key: DraftKey): FaultyText {
  const name = `slipway.draft-text.${key}`;
  const [fault, setState] = useState(() => readFault(name));
  function setFault(next: TextFault | null) {
    setState(next);
    try {
      if (next) localStorage.setItem(name, JSON.stringify(next));
      else localStorage.removeItem(name);
    } catch {
      // A browser that keeps nothing says so beside the revision; the text stays while the page does.
    }
  }
  return { fault, setFault };
}

function readFault(name: string): TextFault | null {
  try {
    const stored = StoredFault.safeParse(JSON.parse(localStorage.getItem(name) ?? "null"));
    return stored.success ? stored.data : null;
  } catch {
    return null;
  }
}
