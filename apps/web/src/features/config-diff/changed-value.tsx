"use client";
import type { ConfigChange, TextPiece } from "@slipway/schemas/apps/revision-diff";
import type { DiffLayout } from "./diff-layout.ts";
import { TextDiff } from "./text-diff.tsx";

/** What became of one value: every value is shown as text, old before new. */
export function ChangedValue({ change, layout }: { change: ConfigChange; layout: DiffLayout }) {
  return <TextDiff pieces={piecesOf(change)} layout={layout} />;
}

function piecesOf(change: ConfigChange): readonly TextPiece[] {
  switch (change.kind) {
    case "reworded":
      return change.pieces;
    case "added":
      return [{ kind: "added", text: inWords(change.after) }];
    case "removed":
      return [{ kind: "removed", text: inWords(change.before) }];
    case "changed":
      return [
        { kind: "removed", text: ended(inWords(change.before)) },
        { kind: "added", text: ended(inWords(change.after)) },
      ];
  }
}

/** Texts as they are, short lists line by line, everything else as JSON. */
function inWords(value: unknown): string {
  if (typeof value === "string") return value === "" ? "(empty)" : value;
  if (Array.isArray(value) && value.length === 0) return "(none)";
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.join("\n");
  return JSON.stringify(value, null, 2) ?? "";
}

function ended(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}
