import { structuredPatch } from "diff";
import { z } from "zod";
import { type ToolInput, text } from "./tool-words.ts";

export type DiffLine = { readonly kind: "added" | "removed" | "same" | "gap"; readonly text: string };
export type Replacement = { readonly oldText: string; readonly newText: string };

const Edit = z.looseObject({ oldText: z.string(), newText: z.string() });

/** The replacements that a call of `write` or `edit` makes; what the model wrote in another shape is left out. */
export function readEdits(name: string, input: ToolInput): Replacement[] {
  if (name === "write") return [{ oldText: "", newText: text(input.content) }];
  const listed = Array.isArray(input.edits) ? input.edits : [input];
  return listed.flatMap((each) => {
    const edit = Edit.safeParse(each);
    return edit.success ? [{ oldText: edit.data.oldText, newText: edit.data.newText }] : [];
  });
}

const contextLines = 3;
/** Beyond this a comparison is no help, and would take long. */
const maxEditLength = 500;

/** Old and new text line by line, with what stays the same only around the changes. */
export function diffLines(replacements: readonly Replacement[]): DiffLine[] {
  return replacements.flatMap(({ oldText, newText }, at) => [
    ...(at > 0 ? [gap] : []),
    ...diffOne({ oldText, newText }),
  ]);
}

const gap: DiffLine = { kind: "gap", text: "⋯" };
const kinds: Readonly<Record<string, DiffLine["kind"]>> = { "+": "added", "-": "removed", " ": "same" };

function diffOne({ oldText, newText }: Replacement): DiffLine[] {
  if (oldText === "") return whole("added", newText);
  const patch = structuredPatch("", "", oldText, newText, undefined, undefined, {
    context: contextLines,
    maxEditLength,
  });
  if (!patch) return [...whole("removed", oldText), ...whole("added", newText)];
  return patch.hunks.flatMap((hunk, at) => [
    ...(at > 0 ? [gap] : []),
    ...hunk.lines.flatMap((line): DiffLine[] => {
      // "\ No newline at end of file" is not part of the text.
      const kind = kinds[line.charAt(0)];
      return kind ? [{ kind, text: line.slice(1) }] : [];
    }),
  ]);
}

function whole(kind: DiffLine["kind"], content: string): DiffLine[] {
  return content === ""
    ? []
    : content
        .replace(/\n$/, "")
        .split("\n")
        .map((line) => ({ kind, text: line }));
}
