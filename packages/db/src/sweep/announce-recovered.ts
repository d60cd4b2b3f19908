import type { Sql } from "#db.ts";
import { notify } from "#events/notify.ts";
import type { RecoveredRun } from "#runs/recover-run.ts";

/** Wakes whom the fate of runs concerns that were found without their runner. */
export async function announceRecovered(sql: Sql, recovered: readonly RecoveredRun[]): Promise<void> {
  if (recovered.length === 0) return;
  const isClaimable = recovered.some((run) => run.kind === "requeued" || run.finished.promotedRunId !== null);
  await notify(sql, {
    ...(isClaimable ? { queue: [""] } : {}),
    events: recovered.flatMap((run) =>
      run.kind === "ended" ? [`${run.finished.run.sessionId} ${run.finished.lastSeq}`] : [],
    ),
    runs: recovered.map((run) => `${run.projectId} ${recoveredRunId(run)}`),
  });
}

export function recoveredRunId(run: RecoveredRun): string {
  return run.kind === "requeued" ? run.runId : run.finished.run.id;
}
