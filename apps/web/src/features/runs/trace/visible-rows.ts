import type { TraceRow } from "./build-trace-tree.ts";

type Visible = {
  readonly rows: readonly TraceRow[];
  /** Ids of the spans whose inside is hidden. */
  readonly closed: ReadonlySet<string>;
  /** Ids of the spans that a search has found: only these show, and what they are inside of. Null: nothing is searched for. */
  readonly found: ReadonlySet<string> | null;
};

/** The indexes of the rows to show. What is searched for shows wherever it stands, closed or not. */
export function visibleRows({ rows, closed, found }: Visible): readonly number[] {
  return found === null ? openRows(rows, closed) : foundRows(rows, found);
}

function openRows(rows: readonly TraceRow[], closed: ReadonlySet<string>): number[] {
  const shown: number[] = [];
  for (let at = 0; at < rows.length; ) {
    const row = rows[at];
    if (!row) break;
    shown.push(at);
    at += closed.has(row.spanId) ? row.size : 1;
  }
  return shown;
}

function foundRows(rows: readonly TraceRow[], ids: ReadonlySet<string>): number[] {
  const shown = new Set<number>();
  rows.forEach((row, found) => {
    if (!ids.has(row.spanId)) return;
    for (let at = found; at >= 0 && !shown.has(at); at = rows[at]?.parent ?? -1) shown.add(at);
  });
  return [...shown].toSorted((one, other) => one - other);
}
