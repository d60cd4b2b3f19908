import type { RunOutcome } from "@slipway/schemas/public-api/bulk-runs";
import { formatCount } from "#ui/format-count.ts";

export type BulkAction = "cancel" | "retry";

export type BulkSum = {
  /** What was done, in a line. */
  readonly title: string;
  /** Why the others could not be, the most frequent reason first. */
  readonly refusals: readonly { readonly reason: string; readonly runIds: readonly string[] }[];
};

/** What became of several runs, as people read it. */
export function sumOutcomes(action: BulkAction, outcomes: readonly RunOutcome[]): BulkSum {
  const count = (outcome: RunOutcome["outcome"]) =>
    outcomes.filter((each) => each.outcome === outcome).length;
  const parts =
    action === "retry"
      ? [[count("retried"), "retried"] as const]
      : [[count("cancelled"), "cancelled"] as const, [count("stopping"), "stopping"] as const];
  const refused = count("refused");
  const done = parts
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${formatCount(number)} ${word}`);
  return {
    title: [
      ...(done.length > 0 ? done : [action === "retry" ? "None retried" : "None cancelled"]),
      ...(refused > 0 ? [`${formatCount(refused)} could not be`] : []),
    ].join(", "),
    refusals: refusalsOf(outcomes),
  };
}

function refusalsOf(outcomes: readonly RunOutcome[]): BulkSum["refusals"] {
  const byReason = new Map<string, string[]>();
  for (const each of outcomes) {
    if (each.outcome !== "refused") continue;
    const { message } = each.error;
    byReason.set(message, [...(byReason.get(message) ?? []), each.runId]);
  }
  return [...byReason]
    .map(([reason, runIds]) => ({ reason, runIds }))
    .toSorted((one, other) => other.runIds.length - one.runIds.length);
}
