import type { TraceRow } from "./build-trace-tree.ts";

type Visible = {
  readonly rows: readonly TraceRow[];
  /** Ids of the spans whose inside is hidden. */
  readonly closed: ReadonlySet<string>;
  /** Shows only what it finds, and what that is inside of. */
  readonly query: string;
};

/** The indexes of the rows to show. What is searched for shows wherever it stands, closed or not. */
export function visibleRows({ rows, closed, query }: Visible): readonly number[] {
  const words = query.trim().toLowerCase();
  return words === "" ? openRows(rows, closed) : foundRows(rows, words);
}

function openRows(rows: readonly TraceRow[], closed: ReadonlySet<string>): number[] {
  const shown: number[] = [];
  for (let at = 0; at < rows.length; ) {
    const row = rows[at];
    if (!row) break;
    shown.push(at);
    at += closed.has(row.span.spanId) ? row.size : 1;
  }
  return shown;
}

function foundRows(rows: readonly TraceRow[], words: string): number[] {
  const shown = new Set<number>();
  rows.forEach((row, found) => {
    if (!isMatch(row, words)) return;
    for (let at = found; at >= 0 && !shown.has(at); at = rows[at]?.parent ?? -1) shown.add(at);
  });
  return [...shown].toSorted((one, other) => one - other);
}

/** Whether the words, in small letters, are in a span's name, its failure, or one of its attributes. */
function isMatch({ span }: TraceRow, words: string): boolean {
  if (has(span.name, words) || has(span.spanId, words) || has(span.status.message ?? "", words)) return true;
  for (const name in span.attributes) {
    if (has(name, words) || has(String(span.attributes[name]), words)) return true;
  }
  return false;
}

function has(text: string, words: string): boolean {
  return text.toLowerCase().includes(words);
}
