import { type ExpiredApprovals, expireApprovals } from "#approvals/expire-approvals.ts";
import type { Db } from "#db.ts";
import { notify } from "#events/notify.ts";
import { noteEndedRuns } from "#history/note-ended-runs.ts";
import type { RecoveredRun } from "#runs/recover-run.ts";
import { sweepForgottenRuns } from "#runs/sweep-forgotten-runs.ts";
import { sweepLostRuns } from "#runs/sweep-runs.ts";
import { announceExpired } from "#sweep/announce-expired.ts";
import { announceRecovered } from "#sweep/announce-recovered.ts";
import { type Every, every } from "#sweep/every.ts";
import { leaseMs } from "#sweep/lease.ts";
import { createOutageWatch } from "#sweep/outage-watch.ts";
import { takeSweepTurn } from "#sweep/take-sweep-turn.ts";

/** Looks every second for runs that nobody works on, and makes it certain that they go on or end. */
export type Sweeper = { start(): void; stop(): Promise<void> };

export type SweeperOptions = {
  readonly db: Db;
  readonly now: () => Date;
  /** What else this process looks for each second, whether it is its turn or not. True: sweep now, whoever's turn it is. */
  readonly alsoLook?: () => Promise<boolean>;
  /** A run that was found without its runner. */
  readonly onRecovered: (run: RecoveredRun) => void;
  readonly onExpired: (expired: readonly ExpiredApprovals[]) => void;
  /** A lost run that could not be dealt with. The others were. */
  readonly onStuck: (runId: string, error: unknown) => void;
  /** The database did not answer; told once until it does again. */
  readonly onOutage: (error: unknown) => void;
};

const intervalMs = 1_000;
/** A little less than the interval: a process that asks again in time gets its turn again. */
const turnMs = 900;
/** A process that may not judge others yet leaves the turn to those that may, if there are any. */
const unsureTurnMs = 2_500;

/** Any process may sweep, webs and runners alike; one of them does at a time. */
export function createSweeper(options: SweeperOptions): Sweeper {
  const { db, now, alsoLook, onRecovered, onExpired, onStuck, onOutage } = options;
  const watch = createOutageWatch({ leaseMs, intervalMs: 3 * intervalMs, clock: () => performance.now() });
  let isAway = false;
  let sweeping: Every | undefined;

  async function look(): Promise<void> {
    try {
      const isUrgent = await alsoLook?.();
      const isTurn = await takeSweepTurn(db.pool, watch.canJudgeOthers() ? turnMs : unsureTurnMs);
      watch.answered();
      if (isTurn || isUrgent) await sweep();
      isAway = false;
    } catch (error) {
      watch.failed();
      if (!isAway) onOutage(error);
      isAway = true;
    }
  }

  async function sweep(): Promise<void> {
    const isTrusted = watch.canJudgeOthers();
    const { swept, failed } = await sweepLostRuns(db, {
      leaseMs: isTrusted ? leaseMs : null,
      now: now(),
      ...(isTrusted ? { mayTake: watch.canJudgeOthers } : {}),
    });
    for (const { runId, error } of failed) onStuck(runId, error);
    for (const run of swept) onRecovered(run);
    await announceRecovered(db.pool, swept);
    if ((await sweepForgottenRuns(db)) > 0) await notify(db.pool, { queue: [""] });
    const expired = await expireApprovals(db, now());
    if (expired.length > 0) onExpired(expired);
    await announceExpired(db.pool, expired);
    await noteEndedRuns(db.pool);
  }

  return {
    start: () => {
      sweeping = every(intervalMs, look);
      sweeping.now();
    },
    stop: async () => await sweeping?.stop(),
  };
}
