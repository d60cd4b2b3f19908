import { z } from "zod";

export const runStatuses = [
  "queued",
  "starting",
  "running",
  "waiting",
  "completed",
  "failed",
  "cancelled",
] as const;
export const RunStatus = z.enum(runStatuses);
export type RunStatus = z.infer<typeof RunStatus>;

export const runTriggers = [
  "claim",
  "ready",
  "park",
  "decide",
  "requeue",
  "complete",
  "fail",
  "cancel",
] as const;
export type RunTrigger = (typeof runTriggers)[number];

/** The run's life: from each status, what may happen, and where it leads. The database enforces the same table. */
export const runTransitions = {
  queued: { claim: "starting", cancel: "cancelled", fail: "failed" },
  // So quick that nothing of it was stored before its end.
  starting: {
    ready: "running",
    requeue: "queued",
    complete: "completed",
    fail: "failed",
    cancel: "cancelled",
  },
  running: { park: "waiting", requeue: "queued", complete: "completed", fail: "failed", cancel: "cancelled" },
  waiting: { decide: "queued", cancel: "cancelled", fail: "failed" },
  completed: {},
  failed: {},
  cancelled: {},
} as const satisfies Record<RunStatus, Partial<Record<RunTrigger, RunStatus>>>;

export type FinalRunStatus = "completed" | "failed" | "cancelled";

/** Final statuses absorb: nothing leaves them. */
export function isFinalStatus(status: RunStatus): status is FinalRunStatus {
  return Object.keys(runTransitions[status]).length === 0;
}

/** Where a trigger leads, or null where the table forbids it. */
export function nextRunStatus(from: RunStatus, trigger: RunTrigger): RunStatus | null {
  const allowed: Partial<Record<RunTrigger, RunStatus>> = runTransitions[from];
  return allowed[trigger] ?? null;
}
