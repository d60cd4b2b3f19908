"use client";
import { type RefObject, useLayoutEffect, useRef } from "react";

/**
 * A card that was decided leaves: the one that takes its place gets the focus, so that the keyboard goes on from there.
 * Give the list's ids, and spread `onFocus` on its element.
 */
export function useKeptFocus<List extends HTMLElement>(ids: readonly string[]) {
  const ref: RefObject<List | null> = useRef(null);
  const focusedAt = useRef<number | null>(null);
  const cards = () => Array.from(ref.current?.querySelectorAll<HTMLElement>("[data-approval]") ?? []);
  const key = ids.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the ids that come and go.
  useLayoutEffect(() => {
    const isLost = document.activeElement === document.body;
    if (focusedAt.current === null || !isLost) return;
    const left = cards();
    left[Math.min(focusedAt.current, left.length - 1)]?.focus();
  }, [key]);
  return {
    ref,
    onFocus: () => {
      const at = cards().findIndex((card) => card.contains(document.activeElement));
      focusedAt.current = at < 0 ? null : at;
    },
    onBlur: () => {
      // An element that is removed tells of no blur: this is the person who went elsewhere.
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) {
          const isInside = ref.current?.contains(document.activeElement);
          if (!isInside) focusedAt.current = null;
        }
      });
    },
  };
}
