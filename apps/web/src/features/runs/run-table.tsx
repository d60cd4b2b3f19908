"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type MouseEvent, memo, type RefObject, useEffect, useMemo } from "react";
import { classNames } from "#ui/class-names.ts";
import { RowCheckbox } from "#ui/row-checkbox.tsx";
import { useRowKeys } from "#ui/use-row-keys.ts";
import { useShortcut } from "#ui/use-shortcut.ts";
import type { ColumnChoice } from "./chosen-columns.ts";
import { projectColumn } from "./projects/project-column.tsx";
import type { ListedRun } from "./projects/run-scope.ts";
import { useRunsViewer } from "./projects/runs-viewer.tsx";
import { type RunColumn, runColumns } from "./run-columns.tsx";
import { firstWords } from "./run-words.ts";

type RunTableProps = {
  readonly runs: readonly ListedRun[];
  readonly columns: readonly ColumnChoice[];
  readonly scrollerRef: RefObject<HTMLDivElement | null>;
  /** The one that is looked at. */
  readonly selectedId: string | null;
  /** Those that are chosen to be cancelled or retried. */
  readonly chosen: ReadonlyMap<string, ListedRun>;
  /** Null: whoever looks may change nothing. */
  readonly onChoose: ((run: ListedRun, isRange: boolean) => void) | null;
  readonly onChooseAll: (isChosen: boolean) => void;
  /** Enter or a click: look at it beside the list. */
  readonly onPeek: (run: ListedRun) => void;
  /** Shift and Enter: go to its page. */
  readonly onOpen: (run: ListedRun) => void;
  /** The reader nears the end of what was read. */
  readonly onNearEnd: () => void;
};

const rowHeightPx = 36;
const choiceCell = "w-10 border-b border-line pl-2";
const cell = "truncate border-b border-line px-2 text-left first:pl-4 last:pr-4";

/** The runs as a table of which only the rows near the screen exist. */
export function RunTable({
  runs,
  columns: shownColumns,
  scrollerRef,
  selectedId,
  chosen,
  onChoose,
  onChooseAll,
  onPeek,
  onOpen,
  onNearEnd,
}: RunTableProps) {
  const hasProjects = useRunsViewer().scope.kind === "all";
  const columns = useMemo(() => columnsFor(shownColumns, hasProjects), [shownColumns, hasProjects]);
  const rowKeys = useRowKeys<HTMLTableSectionElement>({ opens: true });
  useShortcut({ keys: "x", label: "Select the row", group: "Lists", enabled: onChoose !== null });
  useShortcut({
    keys: "shift+x",
    label: "Select up to the row",
    group: "Lists",
    enabled: onChoose !== null,
  });
  const chosenShown = chosen.size === 0 ? 0 : runs.filter(({ id }) => chosen.has(id)).length;
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
          {onChoose ? (
            <th scope="col" className={classNames(choiceCell, "h-8")}>
              <RowCheckbox
                label="Select all runs that are read"
                checked={chosenShown === runs.length}
                indeterminate={chosenShown > 0 && chosenShown < runs.length}
                onChange={onChooseAll}
              />
            </th>
          ) : null}
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
              isChosen={chosen.has(run.id)}
              onChoose={onChoose}
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

function columnsFor(chosen: readonly ColumnChoice[], hasProjects: boolean): readonly RunColumn[] {
  const columns: readonly RunColumn[] = runColumns.flatMap((column): RunColumn[] => {
    if (column.key === "input") return hasProjects ? [column, projectColumn] : [column];
    return chosen.includes(column.key) ? [column] : [];
  });
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

type RunRowProps = Pick<RunTableProps, "onPeek" | "onOpen" | "onChoose"> & {
  readonly run: ListedRun;
  readonly columns: readonly RunColumn[];
  readonly rowIndex: number;
  readonly isSelected: boolean;
  readonly isChosen: boolean;
};

const RunRow = memo(function RunRow({
  run,
  columns,
  rowIndex,
  isSelected,
  isChosen,
  onPeek,
  onOpen,
  onChoose,
}: RunRowProps) {
  function onClick(event: MouseEvent) {
    const isInner = event.target instanceof Element && event.target.closest("a, button, label");
    if (!isInner && window.getSelection()?.isCollapsed !== false) onPeek(run);
  }
  function onKeyDown(event: KeyboardEvent) {
    const isPlain = !event.metaKey && !event.ctrlKey && !event.altKey;
    if (event.key.toLowerCase() === "x" && isPlain && onChoose) onChoose(run, event.shiftKey);
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
      data-chosen={isChosen || undefined}
      className="hover:bg-hover focus-visible:bg-hover focus-visible:-outline-offset-2 aria-selected:bg-selected data-chosen:bg-accent-fill"
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      {onChoose ? (
        <td className={classNames(choiceCell, "h-9")}>
          <RowCheckbox
            label={`Select: ${firstWords(run).slice(0, 80)}`}
            checked={isChosen}
            onChange={(_, withShift) => onChoose(run, withShift)}
          />
        </td>
      ) : null}
      {columns.map((column) => (
        <td key={column.key} className={classNames(cell, column.className, "h-9")}>
          {column.cell(run)}
        </td>
      ))}
    </tr>
  );
});
