import type { RunInput } from "#runs/run-input.ts";

const longest = 2_000;

/** What a run was asked, in words: its message; the first of those that start a session; else its variables. */
export function inputWords({ message, messages, variables = {} }: RunInput): string {
  const said = message ?? messages?.find(({ role }) => role === "user")?.content;
  if (said !== undefined) return said;
  const values = Object.entries(variables).filter(([, value]) => value.trim() !== "");
  const [only] = values;
  if (only && values.length === 1) return only[1];
  return values
    .map(([name, value]) => `${name}: ${value.trim()}`)
    .join(" · ")
    .slice(0, longest);
}
