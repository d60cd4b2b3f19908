"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type Ref, useCallback, useId, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { TraceTree } from "./build-trace-tree.ts";
import { keyInTrace } from "./key-in-trace.ts";
import { SpanRow } from "./span-row.tsx";

type SpanTreeProps = {
  readonly ref: Ref<HTMLDivElement>;
  readonly tree: TraceTree;
  /** The indexes of the rows that show. */
  readonly shown: readonly number[];
  readonly closed: ReadonlySet<string>;
  readonly openedId: string | null;
  readonly onToggle: (spanId: string) => void;
  /** Shows what there is to know about a span. */
  readonly onOpen: (spanId: string) => void;
  /** Goes there by keyboard. */
  readonly onEnter: () => void;
};

const rowHeightPx = 32;
/** So many rows show above the one that a link leads to. */
const rowsAbove = 4;

/** The tree itself. Only the rows near the screen exist, so that a long trace scrolls like a short one. */
export function SpanTree({ ref, tree, shown, closed, openedId, onToggle, onOpen, onEnter }: SpanTreeProps) {
  const { rows, endMs } = tree;
  const treeId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const mostDrawn = useRef(1);
  // One that a link has opened is where the keyboard begins, and in sight.
  const [activeId, setActiveId] = useState(openedId);
  const [beginsAt] = useState(() => shown.findIndex((index) => rows[index]?.spanId === openedId));
  const spanAt = (place: number) => rows[shown[place] ?? -1]?.spanId;
  // Looked for when it changes, and not in every frame of tens of thousands of rows that scroll.
  const active = useMemo(
    () =>
      activeId === null
        ? 0
        : Math.max(
            0,
            shown.findIndex((index) => rows[index]?.spanId === activeId),
          ),
    [activeId, shown, rows],
  );
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    initialOffset: Math.max(0, beginsAt - rowsAbove) * rowHeightPx,
    overscan: 6,
  });

  function onKeyDown(event: KeyboardEvent) {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const pageSize = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeightPx) - 1);
    const move = keyInTrace({ key: event.key, rows, shown, place: active, closed, pageSize });
    if (!move) return;
    event.preventDefault();
    switch (move.kind) {
      case "go":
        setActiveId(spanAt(move.place) ?? null);
        virtual.scrollToIndex(move.place);
        return;
      case "detail":
        // The focus goes into what this shows.
        flushSync(() => onOpen(move.spanId));
        onEnter();
        return;
      default:
        setActiveId(move.spanId);
        onToggle(move.spanId);
    }
  }

  const open = useCallback(
    (spanId: string) => {
      setActiveId(spanId);
      onOpen(spanId);
    },
    [onOpen],
  );

  const items = virtual.getVirtualItems();
  // A row that leaves at one end comes in again at the other: its elements are written anew instead of made anew.
  mostDrawn.current = Math.max(mostDrawn.current, items.length);
  const isActiveDrawn = items.some(({ index }) => index === active);
  return (
    <div
      ref={scroller}
      className="max-h-[72dvh] min-w-0 overflow-y-auto rounded-md border border-line lg:flex-1"
    >
      <div
        ref={ref}
        role="tree"
        tabIndex={0}
        aria-label="Spans"
        {...(isActiveDrawn ? { "aria-activedescendant": `${treeId}-${spanAt(active)}` } : {})}
        onKeyDown={onKeyDown}
        className="group/tree relative focus-visible:-outline-offset-2"
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map(({ index: place, start }) => {
          const row = rows[shown[place] ?? -1];
          if (!row) return null;
          return (
            <SpanRow
              key={place % mostDrawn.current}
              treeId={treeId}
              row={row}
              topPx={start}
              traceMs={endMs}
              isClosed={closed.has(row.spanId)}
              isActive={place === active}
              isOpened={row.spanId === openedId}
              onToggle={onToggle}
              onOpen={open}
            />
          );
        })}
      </div>
    </div>
  );
}
