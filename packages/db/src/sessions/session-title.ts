import { inputWords } from "@slipway/schemas/runs/input-words";
import type { RunInput } from "@slipway/schemas/runs/run-input";

/** A session's title: the first words of its first message, or of its variables. */
export function titleOf(input: RunInput): string {
  const line = inputWords(input).trim().split("\n", 1)[0] ?? "";
  return line.length > 80 ? `${line.slice(0, 79).toWellFormed().trimEnd()}…` : line;
}
