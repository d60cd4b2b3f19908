import type { ToolFacts } from "@slipway/schemas/runs/approval";
import { pathSubject } from "#workspace-path.ts";

/** What a tool does to the workspace and beyond: `read` changes nothing and reaches nothing outside. */
export type ToolAccess = ToolFacts["access"];

/** What of a tool's input rules are held against; `none`: a rule with a match never means it. */
export type SubjectKind = ToolFacts["subject"];

/** What a rule's `match` is held against: the command, the path. Empty: nothing to match. */
export function subjectOf(kind: SubjectKind, input: Readonly<Record<string, unknown>>): string {
  switch (kind) {
    case "path":
      return pathSubject(input.path ?? ".");
    case "command":
      return typeof input.command === "string" ? commandSubject(input.command) : "";
    case "none":
      return "";
  }
}

/** A command as rules see it: more blanks or empty lines do not make it another one. */
function commandSubject(command: string): string {
  return command
    .split("\n")
    .map((line) => line.replaceAll(/[\s\u00a0]+/g, " ").trim())
    .filter((line) => line !== "")
    .join("\n");
}
