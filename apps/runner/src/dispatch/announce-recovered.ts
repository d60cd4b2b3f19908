import { notify } from "@slipway/db/events/notify";
import type { RecoveredRun } from "@slipway/db/runs/recover-run";
import type { RunDeps } from "#run/run-deps.ts";

/** Counts and logs runs that were found without their runner, and wakes whom their fate concerns. */
export async function announceRecovered(deps: RunDeps, recovered: readonly RecoveredRun[]): Promise<void> {
  if (recovered.length === 0) return;
  for (const run of recovered) {
    deps.metrics.leaseLapsed();
    deps.logger.warn({ kind: run.kind, runId: runIdOf(run) }, "A run's runner was gone");
  }
  const isClaimable = recovered.some((run) => run.kind === "requeued" || run.finished.promotedRunId !== null);
  await notify(deps.db.pool, {
    ...(isClaimable ? { queue: [""] } : {}),
    events: recovered.flatMap((run) =>
      run.kind === "ended" ? [`${run.finished.run.sessionId} ${run.finished.lastSeq}`] : [],
    ),
    runs: recovered.map((run) => `${run.projectId} ${runIdOf(run)}`),
  });
}

function runIdOf(run: RecoveredRun): string {
  return run.kind === "requeued" ? run.runId : run.finished.run.id;
}
