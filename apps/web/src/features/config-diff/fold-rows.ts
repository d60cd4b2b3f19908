import type { DiffLine, DiffRow } from "./to-diff-rows.ts";

/** A row as it is shown: rows that changed in a row belong together, so that old lines can stand above new ones. */
export type FoldedRow =
  | { readonly kind: "same"; readonly line: DiffLine }
  | { readonly kind: "changed"; readonly before: readonly DiffLine[]; readonly after: readonly DiffLine[] }
  | { readonly kind: "fold"; readonly count: number };

const contextLines = 3;
/** Fewer are shown: a line that says how many there are takes as much room. */
const leastFolded = 3;

/** Folds what stayed the same away from the changes, unless all of it is to be seen. */
export function foldRows(rows: readonly DiffRow[], isOpen: boolean): FoldedRow[] {
  const groups = groupRows(rows);
  return groups.flatMap((group, at): FoldedRow[] => {
    if (group.kind === "changed") return [group];
    const lines = group.lines.map((line) => ({ kind: "same" as const, line }));
    const head = at === 0 ? 0 : contextLines;
    const tail = at === groups.length - 1 ? 0 : contextLines;
    const count = lines.length - head - tail;
    if (isOpen || count < leastFolded) return lines;
    return [...lines.slice(0, head), { kind: "fold", count }, ...lines.slice(lines.length - tail)];
  });
}

type Group =
  | { readonly kind: "same"; readonly lines: DiffLine[] }
  | { readonly kind: "changed"; readonly before: DiffLine[]; readonly after: DiffLine[] };

function groupRows(rows: readonly DiffRow[]): Group[] {
  const groups: Group[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (row.kind === "same") {
      if (last?.kind === "same") last.lines.push(row.line);
      else groups.push({ kind: "same", lines: [row.line] });
      continue;
    }
    const group = last?.kind === "changed" ? last : { kind: "changed" as const, before: [], after: [] };
    if (group !== last) groups.push(group);
    if (row.before) group.before.push(row.before);
    if (row.after) group.after.push(row.after);
  }
  return groups;
}
