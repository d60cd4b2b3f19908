import type { ToolResultEntry } from "@slipway/schemas/runs/tool-result-entry";
import type { NewHarnessEntry } from "#events/append-events.ts";

/** What a tool answered, for whichever harness comes next. */
export function toToolResultEntry(result: Omit<ToolResultEntry, "kind">): NewHarnessEntry {
  const entry: ToolResultEntry = { kind: "tool_result", ...result };
  return { harness: "any", data: JSON.stringify(entry) };
}
