"use client";
import type { FileChangeKind, SessionFile } from "@slipway/schemas/files/session-file";
import { ChevronRight, FileText, Folder, Link2 } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { classNames } from "#ui/class-names.ts";
import { buildTree, type TreeRow } from "./build-tree.ts";
import { keyInTree } from "./key-in-tree.ts";

type FileTreeProps = {
  readonly files: readonly SessionFile[];
  /** What the newest step of the run at work has just changed. */
  readonly touched: ReadonlyMap<string, FileChangeKind>;
  readonly selected: string | null;
  readonly onSelect: (path: string) => void;
};

/** The files as a tree: arrows move, left and right close and open, Enter shows. */
export function FileTree({ files, touched, selected, onSelect }: FileTreeProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [focused, setFocused] = useState<string | null>(null);
  const treeRef = useRef<HTMLDivElement>(null);
  const rows = buildTree(files, (folder) => open.has(folder));
  const current = rows.find(({ path }) => path === focused) ?? rows[0];

  function toggle({ path }: TreeRow, isOpen = !open.has(path)) {
    setOpen((now) => new Set(isOpen ? [...now, path] : [...now].filter((each) => each !== path)));
  }
  function focusAt(at: number) {
    setFocused(rows[at]?.path ?? null);
    treeRef.current?.querySelectorAll<HTMLElement>("[role=treeitem]")[at]?.focus();
  }
  function act(row: TreeRow) {
    if (row.file) onSelect(row.path);
    else toggle(row);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (!current || event.metaKey || event.ctrlKey || event.altKey) return;
    const isOpen = (folder: string) => open.has(folder);
    const move = keyInTree(event.key, { rows, at: rows.indexOf(current), isOpen });
    if (move.kind === "none") return;
    event.preventDefault();
    if (move.kind === "focus") focusAt(move.at);
    else if (move.kind === "act") act(current);
    else toggle(current, move.kind === "open");
  }
  return (
    <div ref={treeRef} role="tree" aria-label="Files" onKeyDown={onKeyDown} className="py-1">
      {rows.map((row) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keys.
        <div
          key={row.path}
          role="treeitem"
          tabIndex={row === current ? 0 : -1}
          aria-level={row.level}
          aria-expanded={row.file ? undefined : open.has(row.path)}
          aria-selected={row.path === selected}
          onClick={() => {
            setFocused(row.path);
            act(row);
          }}
          style={{ paddingLeft: row.level * 14 - 4 }}
          className={classNames(
            "flex h-7 items-center gap-1.5 pr-3 select-none transition-colors hover:bg-hover focus-visible:-outline-offset-2 aria-selected:bg-selected pointer-coarse:h-10",
            touched.has(row.path) && "bg-accent-fill",
          )}
        >
          <Glyph row={row} isOpen={open.has(row.path)} />
          <span
            className={classNames(
              "min-w-0 truncate",
              row.file?.change === "deleted" && "line-through text-muted",
            )}
          >
            {row.name}
          </span>
          <Change row={row} />
        </div>
      ))}
    </div>
  );
}

function Glyph({ row, isOpen }: { row: TreeRow; isOpen: boolean }) {
  const Icon = row.file?.kind === "link" ? Link2 : FileText;
  if (row.file) return <Icon aria-hidden="true" className="ml-3.5 size-3.5 shrink-0 text-faint" />;
  return (
    <>
      <ChevronRight
        aria-hidden="true"
        className={classNames(
          "-mr-1 size-3.5 shrink-0 text-faint transition-transform",
          isOpen && "rotate-90",
        )}
      />
      <Folder aria-hidden="true" className="size-3.5 shrink-0 text-faint" />
    </>
  );
}

const changes: Readonly<Record<FileChangeKind, { readonly letter: string; readonly colour: string }>> = {
  created: { letter: "A", colour: "text-success-text" },
  changed: { letter: "M", colour: "text-warning-text" },
  deleted: { letter: "D", colour: "text-danger-text" },
};

/** A letter, as version control writes it; a dot for a folder with changes in it. */
function Change({ row }: { row: TreeRow }) {
  const change = row.file?.change;
  if (row.file?.waiting) {
    return (
      <span
        title="Uploaded. The workspace has it when the next run begins."
        className="ml-auto shrink-0 text-12 text-info-text"
      >
        next run
      </span>
    );
  }
  if (change) {
    return (
      <span
        title={`${change} in the last run`}
        className={`ml-auto text-12 font-medium ${changes[change].colour}`}
      >
        <span aria-hidden="true">{changes[change].letter}</span>
        <span className="sr-only">{change}</span>
      </span>
    );
  }
  if (!row.isChanged) return null;
  return (
    <span
      title="Something in it changed in the last run"
      className="ml-auto size-1.5 rounded-full bg-warning-line"
    >
      <span className="sr-only">changed</span>
    </span>
  );
}
