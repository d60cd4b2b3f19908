import type { Validation } from "@slipway/schemas/public-api/validate";
import type { ConfigErrors } from "./draft-config.ts";

/** What the server says of a draft that this browser could not know. */
export type DraftCheck = {
  /** Why a run would be refused, by dotted path. */
  readonly faults: ConfigErrors;
  /** What does not stop a run, and may surprise. */
  readonly warnings: Validation["warnings"];
};

export const noCheck: DraftCheck = { faults: new Map(), warnings: [] };

/** Of what an invoke would meet, what is the configuration's own: its model included, the input not. */
export function readDraftCheck({ checks, warnings }: Pick<Validation, "checks" | "warnings">): DraftCheck {
  const failed = checks.filter(
    ({ name, passed }) => !passed && (name === "configuration" || name === "model"),
  );
  const faults = failed.flatMap(({ details = [], message, name }) => {
    const named = details.map((detail) => [detail.path.replace(/^config\./, ""), detail.message] as const);
    return named.length > 0 ? named : [[name === "model" ? "model" : "", message] as const];
  });
  return { faults: new Map(faults), warnings };
}
