import type { RecoveredRun } from "@slipway/db/runs/recover-run";
import { recoveredRunId } from "@slipway/db/sweep/announce-recovered";
import type { RunDeps } from "#run/run-deps.ts";
import { traceEndedElsewhere } from "#telemetry/trace-ended-elsewhere.ts";

/** Counts and logs a run that was found without its runner. */
export function noteRecovered(deps: Pick<RunDeps, "db" | "metrics" | "logger">, run: RecoveredRun): void {
  const { metrics, logger } = deps;
  metrics.leaseLapsed();
  logger.warn({ kind: run.kind, runId: recoveredRunId(run) }, "A run's runner was gone");
  if (run.kind === "ended") void traceEndedElsewhere(deps, run.projectId, run.finished.run.id);
}
