import type { RunInput } from "@slipway/schemas/runs/run-input";
import { titleOf } from "#sessions/session-title.ts";

/** What a case without a name is called: as a session that begins like that. */
export function nameTestCase(input: RunInput): string {
  return titleOf(input) || "Untitled";
}
