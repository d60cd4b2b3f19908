import type { TextPiece } from "@slipway/schemas/apps/revision-diff";
import { diffArrays, diffWordsWithSpace } from "diff";

/** Beyond these a comparison helps nobody, and its time grows with the square of what changed. */
const maxLineEdits = 2_000;
const maxWordEdits = 1_000;
/** Lines of which less than this share stayed are shown as replaced: a few common words in between only confuse. */
const leastShare = 0.35;

/** What became of a text: lines first, then the words within lines that were replaced. */
export function diffText(before: string, after: string): TextPiece[] {
  const lines = diffArrays(splitLines(before), splitLines(after), { maxEditLength: maxLineEdits });
  if (!lines) return joined(replaced(before, after));
  const pieces: TextPiece[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    const next = lines[at + 1];
    if (!line) continue;
    if (line.removed && next?.added) {
      pieces.push(...diffWords(line.value.join(""), next.value.join("")));
      at += 1;
    } else {
      pieces.push({ kind: kindOf(line), text: line.value.join("") });
    }
  }
  return joined(pieces);
}

function diffWords(before: string, after: string): TextPiece[] {
  const words = diffWordsWithSpace(before, after, { maxEditLength: maxWordEdits });
  if (!words) return replaced(before, after);
  const pieces = words.map((word) => ({ kind: kindOf(word), text: word.value }));
  const kept = lettersIn(pieces.filter(({ kind }) => kind === "same"));
  const longer = Math.max(lettersIn([{ text: before }]), lettersIn([{ text: after }]));
  return kept < longer * leastShare ? replaced(before, after) : pieces;
}

function replaced(before: string, after: string): TextPiece[] {
  return [
    { kind: "removed", text: before },
    { kind: "added", text: after },
  ];
}

/** Every line with its own end, so that joining them gives the text. */
function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function lettersIn(pieces: readonly { readonly text: string }[]): number {
  return pieces.reduce((sum, { text }) => sum + text.replaceAll(/\s/g, "").length, 0);
}

function kindOf({
  added,
  removed,
}: {
  readonly added: boolean;
  readonly removed: boolean;
}): TextPiece["kind"] {
  if (added) return "added";
  return removed ? "removed" : "same";
}

/** Neighbours of one kind as one piece, none of them empty; blanks between two changes belong to both. */
function joined(pieces: readonly TextPiece[]): TextPiece[] {
  const result: TextPiece[] = [];
  let change = { removed: "", added: "" };
  function put(kind: TextPiece["kind"], text: string) {
    const last = result.at(-1);
    if (text === "") return;
    if (last?.kind === kind) result[result.length - 1] = { kind, text: last.text + text };
    else result.push({ kind, text });
  }
  function endChange() {
    put("removed", change.removed);
    put("added", change.added);
    change = { removed: "", added: "" };
  }
  const filled = pieces.filter(({ text }) => text !== "");
  for (const [at, { kind, text }] of filled.entries()) {
    const isInside = change.removed + change.added !== "" && (filled[at + 1]?.kind ?? "same") !== "same";
    if (kind !== "same") {
      change[kind] += text;
    } else if (isInside && /^[ \t]+$/.test(text)) {
      change = { removed: change.removed + text, added: change.added + text };
    } else {
      endChange();
      put(kind, text);
    }
  }
  endChange();
  return result;
}
