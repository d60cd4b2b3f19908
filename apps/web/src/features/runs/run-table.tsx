"use client";
import type { Run } from "@slipway/schemas/runs/run";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type MouseEvent, memo, type RefObject, useEffect, useMemo } from "react";
import { classNames } from "#ui/class-names.ts";
import { useRowKeys } from "#ui/use-row-keys.ts";
import type { ColumnChoice } from "./chosen-columns.ts";
import { type RunColumn, runColumns } from "./run-columns.tsx";

type RunTableProps = {
  readonly runs: readonly Run[];
  readonly columns: readonly ColumnChoice[];
  readonly scrollerRef: RefObject<HTMLDivElement | null>;
  readonly selectedId: string | null;
  /** Enter or a click: look at it beside the list. */
  readonly onPeek: (run: Run) => void;
  /** Shift and Enter: go to its page. */
  readonly onOpen: (run: Run) => void;
  /** The reader nears the end of what was read. */
  readonly onNearEnd: () => void;
};

const rowHeightPx = 36;
const cell = "truncate border-b border-line px-2 text-left first:pl-4 last:pr-4";

/** The runs as a table of which only the rows near the screen exist. */
export function RunTable({
  runs,
  columns: chosen,
  scrollerRef,
  selectedId,
  onPeek,
  onOpen,
  onNearEnd,
}: RunTableProps) {
  const columns = useMemo(() => columnsFor(chosen), [chosen]);
  const rowKeys = useRowKeys<HTMLTableSectionElement>({ opens: true });
  const virtual = useVirtualizer({
    count: runs.length,
    getScrollElement: () => scrollerRef.current,
    estimateSize: () => rowHeightPx,
    overscan: 16,
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const lastShown = items.at(-1)?.index ?? 0;
  const isNearEnd = runs.length > 0 && lastShown >= runs.length - 20;
  useEffect(() => {
    if (isNearEnd) onNearEnd();
  }, [isNearEnd, onNearEnd]);
  return (
    <table className="w-full table-fixed border-separate border-spacing-0" aria-rowcount={runs.length + 1}>
      <caption className="sr-only">Runs, newest first</caption>
      <thead className="sticky top-0 z-10 bg-bg">
        <tr>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={classNames(cell, column.className, "h-8 text-12 font-medium text-muted")}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...rowKeys}>
        {before > 0 ? <Gap heightPx={before} /> : null}
        {items.map(({ index }) => {
          const run = runs[index];
          return run ? (
            <RunRow
              key={run.id}
              run={run}
              columns={columns}
              rowIndex={index + 2}
              isSelected={run.id === selectedId}
              onPeek={onPeek}
              onOpen={onOpen}
            />
          ) : null;
        })}
        {after > 0 ? <Gap heightPx={after} /> : null}
      </tbody>
    </table>
  );
}

/** So many leave room for the first column even in a small window; with more the table scrolls sideways. */
const mostThatFit = 10;

function columnsFor(chosen: readonly ColumnChoice[]): readonly RunColumn[] {
  const columns: readonly RunColumn[] = runColumns.filter(
    ({ key }) => key === "input" || chosen.includes(key),
  );
  return columns.map((column) =>
    column.key === "input" && columns.length > mostThatFit ? { ...column, className: "w-64" } : column,
  );
}

/** One cell: a span over columns that a narrow window hides would make them take room. */
function Gap({ heightPx }: { heightPx: number }) {
  return (
    <tr>
      <td style={{ height: heightPx }} />
    </tr>
  );
}

type RunRowProps = Pick<RunTableProps, "onPeek" | "onOpen"> & {
  readonly run: Run;
  readonly columns: readonly RunColumn[];
  readonly rowIndex: number;
  readonly isSelected: boolean;
};

const RunRow = memo(function RunRow({ run, columns, rowIndex, isSelected, onPeek, onOpen }: RunRowProps) {
  function onClick(event: MouseEvent) {
    const isInner = event.target instanceof Element && event.target.closest("a, button");
    if (!isInner && window.getSelection()?.isCollapsed !== false) onPeek(run);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.target !== event.currentTarget) return;
    event.preventDefault();
    if (event.shiftKey) onOpen(run);
    else onPeek(run);
  }
  return (
    <tr
      data-row
      data-run={run.id}
      tabIndex={0}
      aria-rowindex={rowIndex}
      aria-selected={isSelected}
      className="hover:bg-hover focus-visible:bg-hover focus-visible:-outline-offset-2 aria-selected:bg-selected"
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      {columns.map((column) => (
        <td key={column.key} className={classNames(cell, column.className, "h-9")}>
          {column.cell(run)}
        </td>
      ))}
    </tr>
  );
});
