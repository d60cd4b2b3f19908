import { type ClaimedRun, claimRuns } from "@slipway/db/runs/claim-runs";
import { listCancelRequests } from "@slipway/db/runs/list-cancel-requests";
import { every } from "#dispatch/every.ts";
import type { RunDeps } from "#run/run-deps.ts";
import { tellRunStory } from "#run/run-story.ts";
import { createStopSwitch, type StopCause, type StopSwitch } from "#run/stop-cause.ts";

export type DispatcherOptions = {
  readonly runnerId: string;
  /** Runs at once in this process. */
  readonly concurrency: number;
  /** Runs that one project may have at work at once, in all runners. */
  readonly projectRunning: number;
};

/** Claims runs while there are free slots, and works on them. */
export type Dispatcher = {
  /** Begins to claim, and looks every second from then on, whether it was woken or not. */
  start(): void;
  /** Something may be claimable. */
  wake(): void;
  /** Somebody wants this run to stop. Nothing happens if it is not at work here. */
  cancel(runId: string): void;
  /** No more claims from now on. */
  drain(): void;
  /** Stops everything that is at work. */
  stopAll(cause: StopCause): void;
  /** Resolves when nothing is at work. */
  idle(): Promise<void>;
  readonly running: number;
};

/** At most this many are claimed at once, so that one runner leaves some for the others. */
const claimAtOnce = 64;
const lookIntervalMs = 1_000;

export function createDispatcher(deps: RunDeps, options: DispatcherOptions): Dispatcher {
  const { runnerId, concurrency, projectRunning } = options;
  const atWork = new Map<string, StopSwitch>();
  const idleWaiters: (() => void)[] = [];
  let isClaiming = false;
  let wasWoken = false;
  let isDraining = false;

  function wake(): void {
    wasWoken = true;
    if (isClaiming || isDraining) return;
    isClaiming = true;
    claimWhileWoken()
      .catch((error: unknown) =>
        deps.logger.warn({ err: error }, "Runs could not be claimed; trying again in a second"),
      )
      .finally(() => {
        isClaiming = false;
        whenIdle();
      });
  }

  /** A full claim may have left something behind; a wake-up during a claim may have come too late for it. */
  async function claimWhileWoken(): Promise<void> {
    while (wasWoken && !isDraining) {
      wasWoken = false;
      const slots = Math.min(claimAtOnce, concurrency - atWork.size);
      if (slots <= 0) return;
      const claimed = await claimRuns(deps.db.pool, {
        runnerId,
        slots,
        projectLimit: projectRunning,
        now: deps.now(),
      });
      for (const run of claimed) start(run);
      if (claimed.length === slots) wasWoken = true;
    }
  }

  function start(claimed: ClaimedRun): void {
    const { runId } = claimed.lease;
    const stop = createStopSwitch();
    atWork.set(runId, stop);
    deps.metrics.runStarted();
    tellRunStory(deps, claimed, stop)
      .catch((error: unknown) => deps.logger.error({ err: error, runId }, "A run could not be finalised"))
      .finally(() => {
        if (atWork.get(runId) === stop) atWork.delete(runId);
        wake();
        whenIdle();
      });
  }

  function whenIdle(): void {
    if (atWork.size > 0 || isClaiming) return;
    for (const resolve of idleWaiters.splice(0)) resolve();
  }

  function cancel(runId: string): void {
    atWork.get(runId)?.stop({ kind: "cancelled" });
  }

  /** Makes certain what notifications only make quick. */
  async function look(): Promise<void> {
    wake();
    if (atWork.size === 0) return;
    try {
      for (const runId of await listCancelRequests(deps.db.pool, runnerId)) cancel(runId);
    } catch (error) {
      deps.logger.warn({ err: error }, "Requests to cancel could not be read; trying again in a second");
    }
  }

  let looking: ReturnType<typeof every> | undefined;

  return {
    start: () => {
      looking = every(lookIntervalMs, look);
      wake();
    },
    wake,
    cancel,
    drain: () => {
      isDraining = true;
    },
    stopAll: (cause) => {
      for (const stop of atWork.values()) stop.stop(cause);
    },
    idle: async () => {
      await new Promise<void>((resolve) => {
        idleWaiters.push(resolve);
        whenIdle();
      });
      await looking?.stop();
    },
    get running() {
      return atWork.size;
    },
  };
}
