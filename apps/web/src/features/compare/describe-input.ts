import type { RunInput } from "@slipway/schemas/runs/run-input";

/** An input as a person reads it: what was said, or the variables one a line. */
export function describeInput({ message, messages, variables }: RunInput): string {
  if (message !== undefined) return message.trim();
  if (messages) return messages.map(({ role, content }) => `${role}: ${content.trim()}`).join("\n");
  return Object.entries(variables ?? {})
    .map(([name, value]) => `${name}: ${value.trim()}`)
    .join("\n");
}
