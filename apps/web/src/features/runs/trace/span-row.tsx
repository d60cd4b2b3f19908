"use client";
import { ChevronRight, CircleAlert } from "lucide-react";
import { memo } from "react";
import { classNames } from "#ui/class-names.ts";
import type { TraceRow } from "./build-trace-tree.ts";
import { formatSpanDuration, spanFigures } from "./span-figures.ts";

type SpanRowProps = {
  readonly treeId: string;
  readonly row: TraceRow;
  readonly topPx: number;
  readonly traceMs: number;
  readonly isClosed: boolean;
  /** Where the keyboard is. */
  readonly isActive: boolean;
  /** Its details are shown. */
  readonly isOpened: boolean;
  readonly onToggle: (spanId: string) => void;
  readonly onOpen: (spanId: string) => void;
};

const indentPx = 14;
/** Rows further in are drawn at this depth: a chain of a thousand spans still has to fit. */
const deepestPx = 160;

/**
 * A span: its name, its time on the axis, and what a model call took. Few elements: while a long trace scrolls, all rows of
 * the screen are written anew in each frame.
 */
export const SpanRow = memo(function SpanRow({ treeId, row, topPx, traceMs, ...state }: SpanRowProps) {
  const { spanId, name, hasFailed, startMs, endMs, size, depth } = row;
  const { isClosed, isActive, isOpened, onToggle, onOpen } = state;
  const figures = spanFigures(row.chat);
  const share = (ms: number) => `${traceMs > 0 ? (ms / traceMs) * 100 : 0}%`;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the focus, and takes the keys for its rows.
    // biome-ignore lint/a11y/useFocusableInteractive: as above; aria-activedescendant says which row is meant.
    <div
      id={`${treeId}-${spanId}`}
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={isOpened}
      {...(size > 1 ? { "aria-expanded": !isClosed } : {})}
      onClick={() => onOpen(spanId)}
      className={classNames(
        "absolute inset-x-0 grid h-8 cursor-default grid-cols-[minmax(0,1fr)_22%_56px] items-center gap-x-2 pr-2 contain-strict hover:bg-hover aria-selected:bg-selected sm:grid-cols-[minmax(0,1fr)_38%_64px]",
        isActive &&
          "group-focus-visible/tree:bg-hover group-focus-visible/tree:inset-ring-2 group-focus-visible/tree:inset-ring-focus",
      )}
      style={{ transform: `translateY(${topPx}px)` }}
    >
      <span
        className="flex min-w-0 items-center gap-1 pl-1"
        style={{ marginLeft: Math.min(deepestPx, depth * indentPx) }}
      >
        {size > 1 ? (
          <Fold key={spanId} isClosed={isClosed} onToggle={() => onToggle(spanId)} />
        ) : (
          <span className="w-5 shrink-0" />
        )}
        {hasFailed ? (
          <CircleAlert aria-label="Failed" role="img" className="size-3.5 shrink-0 text-danger-text" />
        ) : null}
        <span className={classNames("truncate", hasFailed && "text-danger-text")}>{name}</span>
        {figures ? (
          <span className="ml-auto shrink-0 text-12 text-muted tabular-nums max-sm:hidden">{figures}</span>
        ) : null}
      </span>
      <span
        aria-hidden="true"
        className={classNames("h-2 min-w-0.5 rounded-full", colourOf(row))}
        style={{ marginLeft: `min(${share(startMs)}, 100% - 2px)`, width: share(endMs - startMs) }}
      />
      <span className="text-right text-12 whitespace-nowrap text-muted tabular-nums">
        {formatSpanDuration(endMs - startMs)}
      </span>
    </div>
  );
});

function Fold({ isClosed, onToggle }: { isClosed: boolean; onToggle: () => void }) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: for pointers; the keyboard has the arrow keys.
    // biome-ignore lint/a11y/noStaticElementInteractions: as above, aria-expanded of the row says what it shows.
    <span
      className="grid h-8 w-5 shrink-0 place-items-center text-muted hover:text-text"
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
    >
      <ChevronRight
        aria-hidden="true"
        className={classNames("size-3.5 transition-transform", !isClosed && "rotate-90")}
      />
    </span>
  );
}

/** The conventions have a span's name begin with its operation. */
function colourOf({ name, hasFailed }: TraceRow): string {
  if (hasFailed) return "bg-danger-line";
  if (name.startsWith("chat ")) return "bg-accent";
  return name.startsWith("execute_tool ") ? "bg-info-line" : "bg-control-line";
}
