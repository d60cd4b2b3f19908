/** Markdown in pieces that can be rendered each by itself: all but the last will not change any more while more is written. */
export type MarkdownPieces = {
  readonly finished: readonly string[];
  /** What may still become something else: it goes on from the last finished piece to the end. */
  readonly rest: string;
  /** A definition such as `[1]: https://…` was seen: it reaches across pieces, so there is only one. */
  readonly isWhole: boolean;
};

export const noPieces: MarkdownPieces = { finished: [], rest: "", isWhole: false };

const listItem = /^([-*+]|\d{1,9}[.)])(\s|$)/;
/** The beginning of a line that may become a list item, or may not. */
const maybeListItem = /^(?:[-*+]|\d{1,9}[.)]?)?$/;
const definition = /^ {0,3}\[[^\]\n]+\]:/m;
const fence = /^ {0,3}(`{3,}|~{3,})/;

/**
 * Splits a text that grew since `before` were its pieces; one that did not begin like it is split anew. Only what was not
 * finished is looked at, so a long answer costs no more per word than a short one. A piece ends before a paragraph,
 * heading, list or fence that begins at the margin behind a blank line, outside of fences and of the list before.
 */
export function splitMarkdown(text: string, before: MarkdownPieces = noPieces): MarkdownPieces {
  const known = goesOn(text, before) ? before : noPieces;
  const done = lengthOf(known);
  const open = text.slice(done);
  if (known.isWhole || definition.test(open)) return { finished: [], rest: text, isWhole: true };
  const cuts = findCuts(open);
  if (cuts.length === 0) return { finished: known.finished, rest: open, isWhole: false };
  const starts = [0, ...cuts];
  const pieces = cuts.map((end, at) => open.slice(starts[at], end));
  return { finished: [...known.finished, ...pieces], rest: open.slice(cuts.at(-1)), isWhole: false };
}

/**
 * Where pieces begin, in a text that begins with one itself. The last line may not be complete: it begins one as soon as
 * nothing that follows can change that. A paragraph is one line of many words: what stands before it is done by then.
 */
function findCuts(text: string): number[] {
  const cuts: number[] = [];
  let place = atStart;
  let at = 0;
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", at)) {
    const line = text.slice(at, end);
    if (at > 0 && beginsPiece(line, place)) cuts.push(at);
    place = placeAfter(line, place);
    at = end + 1;
  }
  const last = text.slice(at);
  if (at > 0 && !maybeListItem.test(last) && beginsPiece(last, place)) cuts.push(at);
  return cuts;
}

/** What a line stands behind. */
type Place = {
  /** The marks that opened the fence that it is in. */
  readonly fence: string | null;
  readonly isBehindBlank: boolean;
  readonly isInList: boolean;
  /** Some HTML goes on across blank lines: nothing behind it is cut. */
  readonly isInHtml: boolean;
};
const atStart: Place = { fence: null, isBehindBlank: true, isInList: false, isInHtml: false };

function beginsPiece(line: string, { fence: opened, isBehindBlank, isInList, isInHtml }: Place): boolean {
  if (opened !== null || isInHtml || !isBehindBlank || /^\s*$|^\s/.test(line)) return false;
  return !(isInList && listItem.test(line));
}

function placeAfter(line: string, place: Place): Place {
  if (place.fence !== null) return isClosing(line, place.fence) ? { ...place, fence: null } : place;
  if (line.trim() === "") return { ...place, isBehindBlank: true };
  const beginsBlock = place.isBehindBlank && !/^\s/.test(line);
  return {
    fence: fence.exec(line)?.[1] ?? null,
    isBehindBlank: false,
    isInList: beginsBlock ? listItem.test(line) : place.isInList,
    isInHtml: place.isInHtml || line.startsWith("<"),
  };
}

function isClosing(line: string, opening: string): boolean {
  const marks = line.trim();
  return marks.length >= opening.length && marks === (opening[0] ?? "").repeat(marks.length);
}

function goesOn(text: string, { finished, rest, isWhole }: MarkdownPieces): boolean {
  if (isWhole) return text.startsWith(rest);
  let at = 0;
  for (const piece of [...finished, rest]) {
    if (!text.startsWith(piece, at)) return false;
    at += piece.length;
  }
  return true;
}

function lengthOf({ finished }: MarkdownPieces): number {
  return finished.reduce((sum, piece) => sum + piece.length, 0);
}
