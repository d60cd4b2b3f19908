"use client";
import { type PointerEvent, useState } from "react";
import { useShortcut } from "#ui/use-shortcut.ts";

type UseBrush = {
  /** Equal steps from the left edge to the right. */
  readonly count: number;
  /** The step under the pointer. */
  readonly onPoint: (index: number | null) => void;
  readonly onBrush: (first: number, last: number) => void;
};

type Range = { readonly first: number; readonly last: number };

export type Brush = {
  /** What is being drawn over. */
  readonly range: Range | null;
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerCancel: () => void;
    readonly onPointerLeave: () => void;
  };
};

/** A press that moved less is a click, which means nothing. */
const leastDragPx = 4;

/** Drawing over a stretch of a chart with mouse, pen or finger; Esc gives up. */
export function useBrush({ count, onPoint, onBrush }: UseBrush): Brush {
  const [drag, setDrag] = useState<{ x: number; start: number; end: number; isMoved: boolean } | null>(null);
  const range = drag?.isMoved ? rangeOf(drag.start, drag.end) : null;
  const stop = () => setDrag(null);
  useShortcut({
    keys: "escape",
    label: "Give up choosing a time",
    group: "Lists",
    run: stop,
    enabled: drag !== null,
  });

  function indexAt({ clientX, currentTarget }: PointerEvent<HTMLElement>): number {
    const { left, width } = currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(count - 1, Math.floor(((clientX - left) / width) * count)));
  }
  return {
    range,
    handlers: {
      onPointerDown(event) {
        if (event.button !== 0 || count === 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const index = indexAt(event);
        setDrag({ x: event.clientX, start: index, end: index, isMoved: false });
      },
      onPointerMove(event) {
        if (count === 0) return;
        const index = indexAt(event);
        onPoint(index);
        if (!drag) return;
        setDrag({ ...drag, end: index, isMoved: drag.isMoved || isFar(drag.x, event) });
      },
      onPointerUp(event) {
        stop();
        if (!drag || !(drag.isMoved || isFar(drag.x, event))) return;
        const { first, last } = rangeOf(drag.start, indexAt(event));
        onBrush(first, last);
      },
      onPointerCancel: stop,
      onPointerLeave: () => onPoint(null),
    },
  };
}

function rangeOf(start: number, end: number): Range {
  return { first: Math.min(start, end), last: Math.max(start, end) };
}

function isFar(fromX: number, { clientX }: PointerEvent<HTMLElement>): boolean {
  return Math.abs(clientX - fromX) >= leastDragPx;
}
