import type { ClaimedRun } from "@slipway/db/runs/claim-runs";

/** How log lines name a run, so that they and its trace lead to each other. */
export function nameRun({ lease, row }: Pick<ClaimedRun, "lease" | "row">) {
  return { runId: lease.runId, traceId: row.trace_id };
}
