import type { RunInput } from "@slipway/schemas/runs/run-input";
import { titleOf } from "#sessions/session-title.ts";

/** What a case without a name is called: the first words of what it says, else of its first variables. */
export function nameTestCase(input: RunInput): string {
  const said = titleOf(input);
  if (said !== "") return said;
  const values = Object.values(input.variables ?? {}).filter((value) => value.trim() !== "");
  return (
    titleOf({ message: values.map((value) => value.trim().split("\n", 1)[0]).join(" · ") }) || "Untitled"
  );
}
