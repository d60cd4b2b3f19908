import { directives } from "#model-server/script/directives.ts";

/** The script language for a person: every directive with what it does. */
export function describeScripts(): string {
  const lines = Object.values(directives).flatMap(({ usage, help }) => [`  ${usage}`, `      ${help}`]);
  return `${[
    "The scripted model server. A user message is a script when its first line is a directive, or after a line !script:",
    "each line one directive, other lines are ignored. Without a script the answer echoes the message.",
    "",
    ...lines,
    "  !then",
    "      Ends the turn; what follows answers the next model call, that is after the tool results.",
    "  !script",
    "      Starts the script when other text stands before it.",
  ].join("\n")}\n`;
}
