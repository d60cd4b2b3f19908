"use client";
import type { KeyboardEvent, MouseEvent, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { useRowKeys } from "./use-row-keys.ts";

export type Column<Row> = {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: "start" | "end";
  /** A CSS width; the columns without one share what is left. */
  readonly width?: string;
  /** Hides it where the page is too narrow for it. */
  readonly from?: "sm" | "md" | "lg";
  /** Keeps the header for screen readers only. */
  readonly hideHeader?: boolean;
};

type DataTableProps<Row> = {
  /** What the rows are, for screen readers. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Enter or a click on a row. Put a link into the first cell as well, for a new tab. */
  readonly onOpen?: (row: Row) => void;
  readonly selectedKey?: string | undefined;
  readonly comfortable?: boolean;
};

const visibleFrom = { sm: "max-sm:hidden", md: "max-md:hidden", lg: "max-lg:hidden" };

export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  onOpen,
  selectedKey,
  comfortable = false,
}: DataTableProps<Row>) {
  const rowKeys = useRowKeys<HTMLTableSectionElement>({ opens: onOpen !== undefined });
  return (
    <table className="w-full table-fixed border-separate border-spacing-0 text-13">
      <caption className="sr-only">{caption}</caption>
      <colgroup>
        {columns.map((column) => (
          <col
            key={column.key}
            className={column.from && visibleFrom[column.from]}
            style={{ width: column.width }}
          />
        ))}
      </colgroup>
      <thead className="sticky top-0 z-10 bg-bg">
        <tr>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={classNames(cellStyle(column), "h-8 text-12 font-medium text-muted")}
            >
              {column.hideHeader ? <span className="sr-only">{column.header}</span> : column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...rowKeys}>
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            data-row
            tabIndex={0}
            aria-selected={selectedKey === undefined ? undefined : selectedKey === rowKey(row)}
            className="group hover:bg-hover focus-visible:bg-hover focus-visible:-outline-offset-2 aria-selected:bg-selected pointer-coarse:[&>td]:h-11"
            {...(onOpen ? openers(() => onOpen(row)) : {})}
          >
            {columns.map((column) => (
              <td key={column.key} className={classNames(cellStyle(column), comfortable ? "h-10" : "h-8")}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function cellStyle<Row>(column: Column<Row>): string {
  return classNames(
    "truncate border-b border-line px-2 first:pl-4 last:pr-4",
    column.align === "end" ? "text-right" : "text-left",
    column.from && visibleFrom[column.from],
  );
}

/** A row opens unless the click or the key belongs to something inside it, or to a menu that floats out of it. */
function openers(open: () => void) {
  return {
    onClick: (event: MouseEvent) => {
      // React hands a row also the clicks in its portals.
      if (!(event.target instanceof Element) || !event.currentTarget.contains(event.target)) return;
      const inner = event.target.closest("a, button, input, label");
      if (!inner && window.getSelection()?.isCollapsed !== false) open();
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === "Enter" && event.target === event.currentTarget) open();
    },
  };
}
