import type { RecoveredRun } from "@slipway/db/runs/recover-run";
import { recoveredRunId } from "@slipway/db/sweep/announce-recovered";
import type { RunDeps } from "#run/run-deps.ts";

/** Counts and logs a run that was found without its runner. */
export function noteRecovered(
  { metrics, logger }: Pick<RunDeps, "metrics" | "logger">,
  run: RecoveredRun,
): void {
  metrics.leaseLapsed();
  logger.warn({ kind: run.kind, runId: recoveredRunId(run) }, "A run's runner was gone");
}
