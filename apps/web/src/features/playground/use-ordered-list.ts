import { type RefObject, useRef } from "react";
import { moveItem } from "./move-item.ts";

/** How one item is moved; left out where it cannot go further. */
export type Moves = {
  readonly onMoveUp: (() => void) | undefined;
  readonly onMoveDown: (() => void) | undefined;
};

type OrderedList = {
  readonly listRef: RefObject<HTMLOListElement | null>;
  /** Focuses what a selector finds in an item, after React has drawn a change. */
  readonly focusIn: (at: number, selector: string) => void;
  readonly movesOf: (at: number) => Moves;
};

/** A list whose items people put in order, with the buttons of `MoveButtons`: what was moved keeps the focus. */
export function useOrderedList<Item>(items: readonly Item[], onChange: (items: Item[]) => void): OrderedList {
  const listRef = useRef<HTMLOListElement>(null);

  function focusIn(at: number, selector: string) {
    requestAnimationFrame(() => listRef.current?.children[at]?.querySelector<HTMLElement>(selector)?.focus());
  }
  function move(at: number, to: number) {
    onChange(moveItem(items, at, to));
    focusIn(
      to,
      to < at ? "[data-move=up]:enabled, [data-move=down]" : "[data-move=down]:enabled, [data-move=up]",
    );
  }
  return {
    listRef,
    focusIn,
    movesOf: (at) => ({
      onMoveUp: at > 0 ? () => move(at, at - 1) : undefined,
      onMoveDown: at < items.length - 1 ? () => move(at, at + 1) : undefined,
    }),
  };
}
