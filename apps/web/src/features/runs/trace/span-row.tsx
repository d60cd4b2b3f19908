"use client";
import type { OutlinedSpan } from "@slipway/schemas/traces/trace-outline";
import { ChevronRight, CircleAlert } from "lucide-react";
import { classNames } from "#ui/class-names.ts";
import type { TraceRow } from "./build-trace-tree.ts";
import { formatSpanDuration, spanFigures } from "./span-figures.ts";

type SpanRowProps = {
  readonly id: string;
  readonly row: TraceRow;
  readonly topPx: number;
  readonly indentPx: number;
  readonly traceMs: number;
  readonly isClosed: boolean;
  /** Where the keyboard is. */
  readonly isActive: boolean;
  /** Its details are shown. */
  readonly isOpened: boolean;
  readonly onToggle: () => void;
  readonly onOpen: () => void;
};

/** A span: its name, its time on the axis, and what a model call took. */
export function SpanRow({ id, row, topPx, indentPx, traceMs, ...state }: SpanRowProps) {
  const { span, startMs, endMs, size, depth } = row;
  const { isClosed, isActive, isOpened, onToggle, onOpen } = state;
  const hasFailed = span.status.code === "error";
  const share = (ms: number) => `${traceMs > 0 ? (ms / traceMs) * 100 : 0}%`;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the focus, and takes the keys for its rows.
    // biome-ignore lint/a11y/useFocusableInteractive: as above; aria-activedescendant says which row is meant.
    <div
      id={id}
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={isOpened}
      {...(size > 1 ? { "aria-expanded": !isClosed } : {})}
      onClick={onOpen}
      className={classNames(
        "absolute inset-x-0 grid h-8 cursor-default grid-cols-[minmax(0,1fr)_22%_56px] items-center gap-x-2 pr-2 hover:bg-hover aria-selected:bg-selected sm:grid-cols-[minmax(0,1fr)_38%_64px]",
        isActive &&
          "group-focus-visible/tree:bg-hover group-focus-visible/tree:inset-ring-2 group-focus-visible/tree:inset-ring-focus",
      )}
      style={{ transform: `translateY(${topPx}px)` }}
    >
      <span className="flex min-w-0 items-center gap-1 pl-1" style={{ marginLeft: indentPx }}>
        {size > 1 ? <Fold isClosed={isClosed} onToggle={onToggle} /> : <span className="w-5 shrink-0" />}
        {hasFailed ? (
          <CircleAlert aria-label="Failed" role="img" className="size-3.5 shrink-0 text-danger-text" />
        ) : null}
        <span className={classNames("truncate", hasFailed && "text-danger-text")}>{span.name}</span>
        <Figures span={span} />
      </span>
      <span aria-hidden="true" className="relative h-2">
        <span
          className={classNames("absolute inset-y-0 min-w-0.5 rounded-full", colourOf(span))}
          style={{ left: `min(${share(startMs)}, 100% - 2px)`, width: share(endMs - startMs) }}
        />
      </span>
      <span className="text-right text-12 whitespace-nowrap text-muted tabular-nums">
        {formatSpanDuration(endMs - startMs)}
      </span>
    </div>
  );
}

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

function Figures({ span }: { span: OutlinedSpan }) {
  const figures = spanFigures(span);
  if (!figures) return null;
  return <span className="ml-auto shrink-0 text-12 text-muted tabular-nums max-sm:hidden">{figures}</span>;
}

function colourOf({ status, attributes }: OutlinedSpan): string {
  if (status.code === "error") return "bg-danger-line";
  const operation = attributes["gen_ai.operation.name"];
  if (operation === "chat") return "bg-accent";
  return operation === "execute_tool" ? "bg-info-line" : "bg-control-line";
}
