import { type CancelledRun, cancelRun } from "@slipway/db/runs/cancel-run";
import { assertNever } from "@slipway/schemas/assert-never";
import { AppError } from "@slipway/schemas/errors/app-error";
import type { RunOutcome } from "@slipway/schemas/public-api/bulk-runs";
import { announceCancelled } from "#public-api/runs/cancel.ts";
import { noSuchRun } from "#public-api/runs/no-such-run.ts";
import type { LiveServices } from "#public-api/stream/live-services.ts";

type CancelOne = {
  readonly projectId: string;
  readonly runId: string;
  readonly reason: string | undefined;
};

/** Cancels one run of several, without waiting for its runner to let go of it. */
export async function cancelOne(services: LiveServices, input: CancelOne): Promise<RunOutcome> {
  const { projectId, runId, reason = null } = input;
  const cancelled = await cancelRun(services.db, { projectId, runId, reason, now: new Date() });
  announceCancelled(services, { projectId, runId }, cancelled);
  return toOutcome(runId, cancelled);
}

function toOutcome(runId: string, cancelled: CancelledRun): RunOutcome {
  switch (cancelled.kind) {
    case "cancelled":
      return { runId, outcome: "cancelled" };
    case "requested":
      return { runId, outcome: "stopping" };
    case "final":
      throw new AppError("conflict", "The run had ended before.");
    case "not_found":
      throw noSuchRun(runId);
    default:
      return assertNever(cancelled);
  }
}
