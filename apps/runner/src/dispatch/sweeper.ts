import { notify } from "@slipway/db/events/notify";
import { type SweptRun, sweepForgottenRuns, sweepLostRuns } from "@slipway/db/runs/sweep-runs";
import { every } from "#dispatch/every.ts";
import { type Heartbeat, leaseMs } from "#dispatch/heartbeat.ts";
import type { RunDeps } from "#run/run-deps.ts";

const sweepIntervalMs = 1_000;

/** Looks every second for runs that nobody works on, and makes it certain that they go on or end. */
export type Sweeper = { start(): void; stop(): Promise<void> };

export function createSweeper(deps: RunDeps, { heartbeat }: { readonly heartbeat: Heartbeat }): Sweeper {
  let sweeping: ReturnType<typeof every> | undefined;

  async function sweep(): Promise<void> {
    // After an outage nobody could say that he lives: give everybody one lease's time to say it again.
    const since = heartbeat.answeringSince();
    if (since === null || performance.now() - since < leaseMs) return;
    try {
      const swept = await sweepLostRuns(deps.db, { leaseMs, now: deps.now() });
      const promoted = await sweepForgottenRuns(deps.db);
      for (const run of swept) {
        deps.metrics.leaseLapsed();
        deps.logger.warn({ kind: run.kind, runId: runIdOf(run) }, "A run's runner was gone");
      }
      await wake(swept, promoted);
    } catch (error) {
      deps.logger.warn({ err: error }, "The sweep failed; trying again in a second");
    }
  }

  async function wake(swept: readonly SweptRun[], promoted: number): Promise<void> {
    const ended = swept.filter((run) => run.kind === "ended");
    const isClaimable =
      promoted > 0 || swept.some((run) => run.kind === "requeued" || run.finished.promotedRunId);
    await notify(deps.db.pool, {
      ...(isClaimable ? { queue: [""] } : {}),
      events: ended.map(({ finished }) => `${finished.run.sessionId} ${finished.lastSeq}`),
      runs: swept.map((run) => `${run.projectId} ${runIdOf(run)}`),
    });
  }

  return {
    start: () => {
      sweeping = every(sweepIntervalMs, sweep);
    },
    stop: async () => await sweeping?.stop(),
  };
}

function runIdOf(run: SweptRun): string {
  return run.kind === "requeued" ? run.runId : run.finished.run.id;
}
