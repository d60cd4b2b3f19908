"use client";
import type { TextPiece } from "@slipway/schemas/apps/revision-diff";
import { assertNever } from "@slipway/schemas/assert-never";
import { type ReactNode, useState } from "react";
import type { DiffLayout } from "./diff-layout.ts";
import { type FoldedRow, foldRows } from "./fold-rows.ts";
import { type DiffLine, toDiffRows } from "./to-diff-rows.ts";

type TextDiffProps = { readonly pieces: readonly TextPiece[]; readonly layout: DiffLayout };

/** Two texts line by line; long stretches that stayed the same are folded until they are asked for. */
export function TextDiff({ pieces, layout }: TextDiffProps) {
  const [isOpen, setIsOpen] = useState(false);
  const rows = foldRows(toDiffRows(pieces), isOpen);
  const Row = layout === "split" ? SplitRow : UnifiedRow;
  return (
    <div className="py-1 font-mono text-12 leading-5">
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name.
        <Row key={at} row={row} onUnfold={() => setIsOpen(true)} />
      ))}
    </div>
  );
}

type RowProps = { readonly row: FoldedRow; readonly onUnfold: () => void };

function UnifiedRow({ row, onUnfold }: RowProps) {
  switch (row.kind) {
    case "fold":
      return <Fold count={row.count} onUnfold={onUnfold} />;
    case "same":
      return <Line look="same" line={row.line} />;
    case "changed":
      return (
        <>
          <Lines look="removed" lines={row.before} />
          <Lines look="added" lines={row.after} />
        </>
      );
    default:
      return assertNever(row);
  }
}

function SplitRow({ row, onUnfold }: RowProps) {
  switch (row.kind) {
    case "fold":
      return <Fold count={row.count} onUnfold={onUnfold} />;
    case "same":
      return (
        <Beside left={<Line look="same" line={row.line} />} right={<Line look="same" line={row.line} />} />
      );
    case "changed":
      return Array.from({ length: Math.max(row.before.length, row.after.length) }, (_, at) => (
        <Beside
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name.
          key={at}
          left={<Lines look="removed" lines={row.before.slice(at, at + 1)} />}
          right={<Lines look="added" lines={row.after.slice(at, at + 1)} />}
        />
      ));
    default:
      return assertNever(row);
  }
}

function Beside({ left, right }: { left: ReactNode; right: ReactNode }) {
  return (
    <div className="grid md:grid-cols-2 md:divide-x md:divide-line">
      <div className="min-w-0">{left}</div>
      <div className="min-w-0">{right}</div>
    </div>
  );
}

const looks = {
  same: { sign: " ", said: "", className: "", mark: "" },
  removed: { sign: "−", said: "Removed: ", className: "bg-danger-fill", mark: "bg-danger-line/30" },
  added: { sign: "+", said: "Added: ", className: "bg-success-fill", mark: "bg-success-line/30" },
} as const;

function Lines({ look, lines }: { look: keyof typeof looks; lines: readonly DiffLine[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name.
  return lines.map((line, at) => <Line key={at} look={look} line={line} />);
}

function Line({ look, line }: { look: keyof typeof looks; line: DiffLine }) {
  const { sign, said, className, mark } = looks[look];
  return (
    <div className={`flex min-h-5 px-3 ${className}`}>
      <span aria-hidden="true" className="w-4 shrink-0 text-muted select-none">
        {sign}
      </span>
      {said ? <span className="sr-only">{said}</span> : null}
      <span className="min-w-0 whitespace-pre-wrap wrap-anywhere">
        {line.map(({ text, isMarked }, at) =>
          isMarked ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: words have no other name.
            <mark key={at} className={`rounded-sm text-text ${mark}`}>
              {text}
            </mark>
          ) : (
            text
          ),
        )}
      </span>
    </div>
  );
}

function Fold({ count, onUnfold }: { count: number; onUnfold: () => void }) {
  return (
    <button
      type="button"
      onClick={onUnfold}
      className="my-0.5 flex h-6 w-full items-center px-3 pl-7 text-left font-sans text-12 text-muted hover:bg-hover hover:text-text focus-visible:-outline-offset-2"
    >
      {count} unchanged lines
    </button>
  );
}
