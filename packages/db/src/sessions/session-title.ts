import type { RunInput } from "@slipway/schemas/runs/run-input";

/** A session's title: the first words of its first message. */
export function titleOf({ message, messages }: RunInput): string {
  const first = message ?? messages?.find(({ role }) => role === "user")?.content ?? "";
  const line = first.trim().split("\n", 1)[0] ?? "";
  return line.length > 80 ? `${line.slice(0, 79).toWellFormed().trimEnd()}…` : line;
}
