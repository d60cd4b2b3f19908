"use client";
import { type KeyboardEvent, type RefObject, useRef } from "react";
import { isTypingTarget } from "./is-typing-target.ts";
import { useShortcut } from "./use-shortcut.ts";

/** Moves the focus among the `[data-row]` elements inside `ref` with j and k, and with the arrow keys from a row. */
export function useRowKeys<Body extends HTMLElement>({
  opens,
  ref: given,
}: {
  opens: boolean;
  /** Where its owner needs the element too. */
  ref?: RefObject<Body | null>;
}): {
  ref: RefObject<Body | null>;
  onKeyDown: (event: KeyboardEvent) => void;
} {
  const own = useRef<Body>(null);
  const ref = given ?? own;
  const group = "Lists";
  useShortcut({ keys: "j", label: "Next row", group, run: () => moveFocus(ref.current, 1) });
  useShortcut({ keys: "k", label: "Previous row", group, run: () => moveFocus(ref.current, -1) });
  useShortcut({ keys: "enter", label: "Open the row", group, enabled: opens });

  function onKeyDown(event: KeyboardEvent) {
    const isArrow = event.key === "ArrowDown" || event.key === "ArrowUp";
    if (!isArrow || event.metaKey || event.ctrlKey || event.altKey || isTypingTarget(event.target)) return;
    event.preventDefault();
    moveFocus(ref.current, event.key === "ArrowDown" ? 1 : -1);
  }
  return { ref, onKeyDown };
}

function moveFocus(body: HTMLElement | null, step: number) {
  const rows = Array.from(body?.querySelectorAll<HTMLElement>("[data-row]") ?? []);
  const current = rows.findIndex((row) => row.contains(document.activeElement));
  const next = current < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, current + step));
  rows[next]?.focus();
  rows[next]?.scrollIntoView({ block: "nearest" });
}
