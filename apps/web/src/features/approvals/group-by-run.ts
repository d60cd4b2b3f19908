import type { ApprovalRecord } from "@slipway/schemas/runs/approval";

export type ApprovalGroup = { readonly runId: string; readonly approvals: readonly ApprovalRecord[] };

/** What one run waits for stands together, in the order in which it was asked; runs in the order of the list. */
export function groupByRun(approvals: readonly ApprovalRecord[]): ApprovalGroup[] {
  return Array.from(
    Map.groupBy(approvals, ({ runId }) => runId),
    ([runId, asked]) => ({ runId, approvals: asked.toSorted((one, other) => (one.id < other.id ? -1 : 1)) }),
  );
}
