import type { RunStatus } from "@slipway/schemas/runs/run-status";

export const runStatusLabels: Record<RunStatus, string> = {
  queued: "Queued",
  starting: "Starting",
  running: "Running",
  waiting: "Waiting",
  completed: "Completed",
  failed: "Failed",
  cancelled: "Cancelled",
};
