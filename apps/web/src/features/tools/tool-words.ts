import type { ToolPart } from "@slipway/schemas/messages/message";
import { readWrittenArguments } from "./read-written-arguments.ts";

export type ToolInput = Readonly<Record<string, unknown>>;

/** The arguments of a call, also while the model is still writing them. */
export function inputOf(part: Pick<ToolPart, "input" | "inputText">): ToolInput {
  if (isObject(part.input)) return part.input;
  const text = part.inputText ?? "";
  try {
    const whole: unknown = JSON.parse(text);
    if (isObject(whole)) return whole;
  } catch {
    // Not whole yet, or never: what there is of it.
  }
  return readWrittenArguments(text);
}

/** The one argument that tells what a call is about, in one line: the command, the path, what is searched for. */
export function mainArgument(name: string, input: ToolInput): string {
  switch (name) {
    case "bash":
      return oneLine(text(input.command));
    case "grep":
    case "find":
      return [oneLine(text(input.pattern)), text(input.path) && `in ${text(input.path)}`]
        .filter(Boolean)
        .join(" ");
    case "ls":
      return text(input.path) || ".";
    case "read":
      return `${text(input.path)}${linesOf(input)}`;
    default:
      return text(input.path) || oneLine(firstText(input));
  }
}

/** `:10-29`, as editors write it. */
function linesOf({ offset, limit }: ToolInput): string {
  if (typeof offset !== "number" && typeof limit !== "number") return "";
  const from = typeof offset === "number" ? offset : 1;
  return typeof limit === "number" ? `:${from}-${from + limit - 1}` : `:${from}`;
}

function firstText(input: ToolInput): string {
  const found = Object.values(input).find((value) => typeof value === "string" && value !== "");
  return typeof found === "string" ? found : "";
}

function oneLine(value: string): string {
  return value.trim().replaceAll(/\s+/g, " ").slice(0, 300);
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function isObject(value: unknown): value is ToolInput {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
