import { z } from "zod";
import type { FinalRunStatus } from "#runs/run-status.ts";

export const stopReasons = [
  "completed",
  "cancelled",
  "error",
  "setup_failed",
  "timeout",
  "idle_timeout",
  "max_turns",
  "budget_exhausted",
  "output_invalid",
  "gate_failed",
  "review_failed",
  "no_progress",
  "runner_lost",
  "content_filtered",
] as const;
export const StopReason = z.enum(stopReasons);
export type StopReason = z.infer<typeof StopReason>;

/** `completed` and `cancelled` belong to their status, every other reason to `failed`. */
export function statusOfStopReason(stopReason: StopReason): FinalRunStatus {
  return stopReason === "completed" || stopReason === "cancelled" ? stopReason : "failed";
}
