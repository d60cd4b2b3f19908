import { expireApprovals } from "@slipway/db/approvals/expire-approvals";
import { notify } from "@slipway/db/events/notify";
import { removeRunner } from "@slipway/db/runners/beat-runner";
import { listNeighbours } from "@slipway/db/runners/list-neighbours";
import { sweepForgottenRuns } from "@slipway/db/runs/sweep-forgotten-runs";
import { sweepLostRuns } from "@slipway/db/runs/sweep-runs";
import { announceExpired } from "#dispatch/announce-expired.ts";
import { announceRecovered } from "#dispatch/announce-recovered.ts";
import { every } from "#dispatch/every.ts";
import { type Heartbeat, leaseMs } from "#dispatch/heartbeat.ts";
import { hasEnded, readMachine } from "#dispatch/process-identity.ts";
import type { RunDeps } from "#run/run-deps.ts";

const sweepIntervalMs = 1_000;

/** Looks every second for runs that nobody works on, and makes it certain that they go on or end. */
export type Sweeper = { start(): void; stop(): Promise<void> };

export function createSweeper(deps: RunDeps, { heartbeat }: { readonly heartbeat: Heartbeat }): Sweeper {
  const { db, logger } = deps;
  const machine = readMachine();
  let sweeping: ReturnType<typeof every> | undefined;

  async function sweep(): Promise<void> {
    try {
      await forgetEndedNeighbours();
      const isTrusted = heartbeat.canJudgeOthers();
      const { swept, failed } = await sweepLostRuns(db, {
        leaseMs: isTrusted ? leaseMs : null,
        now: deps.now(),
        ...(isTrusted ? { mayTake: heartbeat.canJudgeOthers } : {}),
      });
      for (const { runId, error } of failed) logger.error({ err: error, runId }, "A lost run stays lost");
      await announceRecovered(deps, swept);
      if ((await sweepForgottenRuns(db)) > 0) await notify(db.pool, { queue: [""] });
      await announceExpired(deps, await expireApprovals(db, deps.now()));
    } catch (error) {
      logger.warn({ err: error }, "The sweep failed; trying again in a second");
    }
  }

  /** A runner of this machine whose process has ended comes back no more: nobody has to wait for its lease to lapse. */
  async function forgetEndedNeighbours(): Promise<void> {
    if (machine === null) return;
    for (const { id, process } of await listNeighbours(db.pool, machine)) {
      if (!hasEnded(process, machine)) continue;
      logger.warn({ endedRunnerId: id }, "A runner of this machine has ended without a goodbye");
      await removeRunner(db.pool, id);
    }
  }

  return {
    start: () => {
      sweeping = every(sweepIntervalMs, sweep);
      sweeping.now();
    },
    stop: async () => await sweeping?.stop(),
  };
}
