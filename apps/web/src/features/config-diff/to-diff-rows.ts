import type { TextPiece } from "@slipway/schemas/apps/revision-diff";

/** Part of a line; marked: it is what changed in a line of which the rest stayed. */
export type LinePart = { readonly text: string; readonly isMarked: boolean };
export type DiffLine = readonly LinePart[];

/** A line that stayed, or one that was replaced, removed (no `after`) or added (no `before`). */
export type DiffRow =
  | { readonly kind: "same"; readonly line: DiffLine }
  | { readonly kind: "changed"; readonly before: DiffLine | null; readonly after: DiffLine | null };

type Side = { parts: { text: string; isChanged: boolean }[]; lines: DiffLine[] };
type Building = { readonly rows: DiffRow[]; readonly before: Side; readonly after: Side };

/** The pieces of a text as lines, with old and new ones that belong together in one row. */
export function toDiffRows(pieces: readonly TextPiece[]): DiffRow[] {
  const building: Building = {
    rows: [],
    before: { parts: [], lines: [] },
    after: { parts: [], lines: [] },
  };
  for (const { kind, text } of alignEnds(pieces)) {
    for (const [at, part] of text.split("\n").entries()) {
      if (at > 0) endLines(building, kind);
      if (part !== "") putPart(building, kind, part);
    }
  }
  endText(building);
  return building.rows;
}

/**
 * Where lines were put in or taken out after the end of a line that stayed, its own end counts as what stayed, so that
 * the line is not shown as changed. For the last line that end is made up.
 */
function alignEnds(pieces: readonly TextPiece[]): readonly TextPiece[] {
  // One side alone has text: what is empty has no line, and so no end.
  if (new Set(pieces.map(({ kind }) => kind)).size === 1 && pieces[0]?.kind !== "same") return pieces;
  const last = pieces.at(-1);
  const whole: TextPiece[] = last?.text.endsWith("\n")
    ? [...pieces]
    : [...pieces, { kind: "same", text: "\n" }];
  for (let at = 1; at < whole.length - 1; at += 1) {
    const [before, change, after] = [whole[at - 1], whole[at], whole[at + 1]];
    if (before?.kind !== "same" || after?.kind !== "same" || !change) continue;
    if (!(change.text.startsWith("\n") && after.text.startsWith("\n"))) continue;
    whole[at - 1] = { ...before, text: `${before.text}\n` };
    whole[at] = { ...change, text: `${change.text.slice(1)}\n` };
    whole[at + 1] = { ...after, text: after.text.slice(1) };
  }
  return whole;
}

function putPart({ before, after }: Building, kind: TextPiece["kind"], text: string): void {
  if (kind !== "added") before.parts.push({ text, isChanged: kind === "removed" });
  if (kind !== "removed") after.parts.push({ text, isChanged: kind === "added" });
}

/** A line ends on the side that its end is on. */
function endLines(building: Building, kind: TextPiece["kind"]): void {
  if (kind === "same") endSharedLine(building);
  else endLine(kind === "removed" ? building.before : building.after);
}

/** An end on both sides ends a row. */
function endSharedLine(building: Building): void {
  const { rows, before, after } = building;
  if ([...before.parts, ...after.parts].some((part) => part.isChanged)) {
    endLine(before);
    endLine(after);
    endRows(building);
    return;
  }
  endRows(building);
  rows.push({ kind: "same", line: toLine(after.parts) });
  before.parts = [];
  after.parts = [];
}

/** The last line has no end of its own: where a side lacks it, it is not an empty line there. */
function endText(building: Building): void {
  const { before, after } = building;
  if (before.parts.length > 0 && after.parts.length > 0) endSharedLine(building);
  else if (before.parts.length > 0) endLine(before);
  else if (after.parts.length > 0) endLine(after);
  endRows(building);
}

function endRows({ rows, before, after }: Building): void {
  for (let at = 0; at < Math.max(before.lines.length, after.lines.length); at += 1) {
    rows.push({ kind: "changed", before: before.lines[at] ?? null, after: after.lines[at] ?? null });
  }
  before.lines = [];
  after.lines = [];
}

function endLine(side: Side): void {
  side.lines.push(toLine(side.parts));
  side.parts = [];
}

/** A line that changed altogether has no marks: its colour says it. */
function toLine(parts: Side["parts"]): DiffLine {
  const isWhole = parts.every((part) => part.isChanged);
  return parts.map(({ text, isChanged }) => ({ text, isMarked: isChanged && !isWhole }));
}
