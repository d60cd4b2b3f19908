"use client";
import { useEffect, useRef } from "react";
import { isTypingTarget } from "./is-typing-target.ts";
import { matchShortcut } from "./match-shortcut.ts";
import { listShortcuts } from "./shortcut-registry.ts";
import { isCharacterStroke, strokeOf } from "./shortcut-stroke.ts";

/** How long after `g` the next key still belongs to it. */
const sequenceTimeoutMs = 1200;

/** Runs registered shortcuts; mounted once, by the frame. `characterKeys` false leaves only those with a modifier. */
export function useShortcutListener({ characterKeys }: { characterKeys: boolean }) {
  const pending = useRef<{ strokes: readonly string[]; at: number }>({ strokes: [], at: 0 });

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const stroke = strokeOf(event);
      if (isCharacterStroke(stroke) && (!characterKeys || belongsToLayer(event.target))) return;
      const runnable = listShortcuts().filter((shortcut) => shortcut.run);
      const isFresh = event.timeStamp - pending.current.at < sequenceTimeoutMs;
      const match = matchShortcut(
        isFresh ? pending.current.strokes : [],
        stroke,
        runnable.map((shortcut) => shortcut.keys),
      );
      pending.current = { strokes: match.kind === "pending" ? match.strokes : [], at: event.timeStamp };
      if (match.kind !== "run") return;
      event.preventDefault();
      runnable.findLast((shortcut) => shortcut.keys === match.keys)?.run?.();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [characterKeys]);
}

/** Text fields write the character; menus and dialogs have their own use for it. */
function belongsToLayer(target: EventTarget | null): boolean {
  const inLayer =
    target instanceof Element &&
    target.closest("[role=dialog], [role=alertdialog], [role=menu], [role=listbox]");
  return Boolean(inLayer) || isTypingTarget(target);
}
