"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type Ref, useId, useRef, useState } from "react";
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
/** Rows further in are drawn at this depth: a chain of a thousand spans still has to fit. */
const deepestPx = 160;

/** The tree itself. Only the rows near the screen exist, so that a long trace scrolls like a short one. */
export function SpanTree({ ref, tree, shown, closed, openedId, ...on }: SpanTreeProps) {
  const { rows, endMs } = tree;
  const treeId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [activeId, setActiveId] = useState<string | null>(null);
  const spanAt = (place: number) => rows[shown[place] ?? -1]?.span.spanId;
  const found = shown.findIndex((index) => rows[index]?.span.spanId === activeId);
  const active = Math.max(0, found);
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    getItemKey: (place) => spanAt(place) ?? place,
    estimateSize: () => rowHeightPx,
    overscan: 12,
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
        flushSync(() => on.onOpen(move.spanId));
        on.onEnter();
        return;
      default:
        setActiveId(move.spanId);
        on.onToggle(move.spanId);
    }
  }

  const items = virtual.getVirtualItems();
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
        {items.map(({ index: place, start, key }) => {
          const row = rows[shown[place] ?? -1];
          if (!row) return null;
          const { spanId } = row.span;
          return (
            <SpanRow
              key={key}
              id={`${treeId}-${spanId}`}
              row={row}
              topPx={start}
              indentPx={Math.min(deepestPx, row.depth * 14)}
              traceMs={endMs}
              isClosed={closed.has(spanId)}
              isActive={place === active}
              isOpened={spanId === openedId}
              onToggle={() => on.onToggle(spanId)}
              onOpen={() => {
                setActiveId(spanId);
                on.onOpen(spanId);
              }}
            />
          );
        })}
      </div>
    </div>
  );
}
