import { findTags } from "@slipway/prompts/templates/find-tags";

export type TemplatePiece = {
  readonly at: number;
  readonly text: string;
  /** `other`: a comment or the edge of a section. */
  readonly mark: "known" | "unknown" | "other" | "fault" | null;
};

/** A text cut where its marks begin and end; the pieces joined are the text. */
export function markTemplate(text: string, variables: readonly string[]): readonly TemplatePiece[] {
  const { tags, fault } = findTags(text);
  const inTags = tags.map(({ kind, name, from, to }) => {
    if (kind === "comment") return { from, to, mark: "other" as const };
    if (!variables.includes(name)) return { from, to, mark: "unknown" as const };
    return { from, to, mark: kind === "variable" ? ("known" as const) : ("other" as const) };
  });
  const marked = fault
    ? [...inTags.filter(({ from }) => from !== fault.from), { ...fault, mark: "fault" as const }]
    : inTags;
  const pieces: TemplatePiece[] = [];
  let at = 0;
  for (const { from, to, mark } of marked.toSorted((a, b) => a.from - b.from)) {
    if (from > at) pieces.push({ at, text: text.slice(at, from), mark: null });
    pieces.push({ at: from, text: text.slice(from, to), mark });
    at = to;
  }
  if (at < text.length) pieces.push({ at, text: text.slice(at), mark: null });
  return pieces;
}
