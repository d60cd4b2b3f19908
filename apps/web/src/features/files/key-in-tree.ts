import type { TreeRow } from "./build-tree.ts";

export type TreeMove =
  | { readonly kind: "focus"; readonly at: number }
  | { readonly kind: "open" | "close" | "act" }
  | { readonly kind: "none" };

type Tree = {
  readonly rows: readonly TreeRow[];
  /** Where the focus is. */
  readonly at: number;
  readonly isOpen: (folder: string) => boolean;
};

/** What a key does in a tree (https://www.w3.org/WAI/ARIA/apg/patterns/treeview/). */
export function keyInTree(key: string, { rows, at, isOpen }: Tree): TreeMove {
  const row = rows[at];
  if (!row) return { kind: "none" };
  const isOpenFolder = row.file === null && isOpen(row.path);
  switch (key) {
    case "ArrowDown":
      return { kind: "focus", at: Math.min(rows.length - 1, at + 1) };
    case "ArrowUp":
      return { kind: "focus", at: Math.max(0, at - 1) };
    case "Home":
      return { kind: "focus", at: 0 };
    case "End":
      return { kind: "focus", at: rows.length - 1 };
    case "ArrowRight":
      if (row.file) return { kind: "none" };
      return isOpenFolder ? { kind: "focus", at: Math.min(rows.length - 1, at + 1) } : { kind: "open" };
    case "ArrowLeft": {
      if (isOpenFolder) return { kind: "close" };
      const parent = rows.findLastIndex((each, index) => index < at && each.level < row.level);
      return parent < 0 ? { kind: "none" } : { kind: "focus", at: parent };
    }
    case "Enter":
    case " ":
      return { kind: "act" };
    default:
      return { kind: "none" };
  }
}
