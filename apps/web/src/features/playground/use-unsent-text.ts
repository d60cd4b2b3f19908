"use client";
import { useState } from "react";

/** What stands in the composer, kept for this tab: going back, or loading again, loses no words. */
export function useUnsentText(name: string) {
  const key = keyOf(name);
  const [state, setState] = useState(() => ({ key, text: read(key) }));
  if (state.key !== key) setState({ key, text: read(key) });
  return {
    text: state.key === key ? state.text : read(key),
    setText: (text: string) => setState((now) => keep({ key: now.key, text })),
    /** Puts words that were not taken back into the box that is shown now, before what was typed since. */
    giveBack: (words: string) =>
      setState((now) => keep({ key: now.key, text: now.text ? `${words}\n\n${now.text}` : words })),
    /** What stands in the box goes on under another name. */
    moveTo: (next: string) =>
      setState((now) => {
        keep({ key: now.key, text: "" });
        return keep({ key: keyOf(next), text: now.text });
      }),
  };
}

function keyOf(name: string): string {
  return `slipway.unsent.${name}`;
}

function keep(next: { key: string; text: string }) {
  try {
    if (next.text) sessionStorage.setItem(next.key, next.text);
    else sessionStorage.removeItem(next.key);
  } catch {
    // A browser that keeps nothing still lets the person write.
  }
  return next;
}

function read(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}
