import { createRecentlyUsed } from "@slipway/db/recently-used";
import { type ClaimedRun, claimRuns } from "@slipway/db/runs/claim-runs";
import { giveUpRun } from "@slipway/db/runs/give-up-run";
import { readHandOverLine } from "@slipway/db/runs/hand-over";
import { listOwnRuns, type OwnRun } from "@slipway/db/runs/list-own-runs";
import { announceRecovered } from "@slipway/db/sweep/announce-recovered";
import { every } from "@slipway/db/sweep/every";
import { compareOwnRuns } from "#dispatch/compare-own-runs.ts";
import { createHandedRuns } from "#dispatch/handed-runs.ts";
import { noteRecovered } from "#dispatch/note-recovered.ts";
import { nameRun } from "#run/name-run.ts";
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
  /** A line of the queue's channel: something may be claimable, or a runner has a run already. */
  hear(line: string): void;
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
const claimAtOnce = 16;
const lookIntervalMs = 1_000;
/** More than begin while what tells of a run can be on its way. */
const mostRemembered = 2_000;

export function createDispatcher(deps: RunDeps, options: DispatcherOptions): Dispatcher {
  const { runnerId, concurrency, projectRunning } = options;
  const atWork = new Map<string, { readonly attempt: number; readonly stop: StopSwitch }>();
  /** Cancels that were heard while a claim or a run was on its way: they may be meant for what it brings. */
  const heardEarly = new Set<string>();
  /** Leases that were worked on here. A run may be told of when it was claimed or found already, and has perhaps ended. */
  const begun = createRecentlyUsed<true>(mostRemembered);
  const idleWaiters: (() => void)[] = [];
  let isClaiming = false;
  let claims = 0;
  let wasWoken = false;
  /** The last claim may have left something behind that can start when a run ends here. */
  let isMoreWaiting = false;
  let isDraining = false;
  /** Runs that were found to be this runner's without its knowing: taken up once. */
  let found = new Set<string>();
  const handed = createHandedRuns(deps, {
    runnerId,
    hasBegun: ({ leaseToken }) => begun.get(leaseToken) === true,
    take: (run) => {
      if (isDraining || atWork.size >= concurrency) return false;
      start(run);
      return true;
    },
    onIdle: settled,
  });

  function hear(line: string): void {
    const handOver = readHandOverLine(line);
    if (handOver === null) wake();
    else if (handOver.runnerId === runnerId) handed.hear(handOver.runId, handOver.run());
  }

  function settled(): void {
    if (!isClaiming && !handed.isBusy) heardEarly.clear();
    whenIdle();
  }

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
        settled();
      });
  }

  /** A full claim may have left something behind; a wake-up during a claim may have come too late for it. */
  async function claimWhileWoken(): Promise<void> {
    while (wasWoken && !isDraining) {
      wasWoken = false;
      const slots = Math.min(claimAtOnce, concurrency - atWork.size);
      isMoreWaiting = slots <= 0;
      if (isMoreWaiting) return;
      claims += 1;
      const { claimed, areOthersHeldBack } = await claimRuns(deps.db.pool, {
        runnerId,
        slots,
        projectLimit: projectRunning,
        now: deps.now(),
      });
      for (const run of claimed) start(run);
      if (claimed.length > 0) {
        deps.announcer.tellSoon({ runs: claimed.map(({ lease }) => `${lease.projectId} ${lease.runId}`) });
      }
      isMoreWaiting = areOthersHeldBack;
      if (claimed.length === slots) wasWoken = true;
    }
  }

  function start(claimed: ClaimedRun): void {
    const { runId, leaseToken } = claimed.lease;
    if (begun.get(leaseToken)) return;
    begun.add(leaseToken, true);
    const stop = createStopSwitch();
    const work = { attempt: claimed.row.attempt, stop };
    atWork.set(runId, work);
    if (heardEarly.has(runId)) stop.stop({ kind: "cancelled" });
    deps.metrics.runStarted();
    tellRunStory(deps, claimed, stop)
      .catch((error: unknown) =>
        deps.logger.error({ err: error, ...nameRun(claimed) }, "A run could not be finalised"),
      )
      .finally(() => {
        if (atWork.get(runId) === work) atWork.delete(runId);
        if (isMoreWaiting) wake();
        whenIdle();
      });
  }

  function whenIdle(): void {
    if (atWork.size > 0 || isClaiming || handed.isBusy) return;
    for (const resolve of idleWaiters.splice(0)) resolve();
  }

  function cancel(runId: string): void {
    const work = atWork.get(runId);
    if (work) work.stop.stop({ kind: "cancelled" });
    else if (isClaiming || handed.isBusy) heardEarly.add(runId);
  }

  /** Makes certain what notifications only make quick. */
  async function look(): Promise<void> {
    try {
      await compare();
    } catch (error) {
      deps.logger.warn({ err: error }, "This runner's runs could not be compared; trying again in a second");
    }
    wake();
  }

  /** A claim that is on its way, or was made meanwhile, says nothing about what is unknown here. */
  async function compare(): Promise<void> {
    const before = new Map(atWork);
    const claimsBefore = isClaiming ? null : claims;
    const { toCancel, lost, unknown } = compareOwnRuns(before, await listOwnRuns(deps.db.pool, runnerId));
    for (const runId of toCancel) cancel(runId);
    for (const runId of lost) before.get(runId)?.stop.stop({ kind: "fenced" });
    if (claims !== claimsBefore) return;
    const isNew = ({ runId, isStarting }: OwnRun) => isStarting && !found.has(runId);
    for (const { runId } of unknown.filter(isNew)) handed.hear(runId);
    await giveUp(unknown.filter((run) => !isNew(run)));
    found = new Set(unknown.map(({ runId }) => runId));
  }

  async function giveUp(unknown: readonly OwnRun[]): Promise<void> {
    for (const run of unknown) {
      const recovered = await giveUpRun(deps.db, { runnerId, run, now: deps.now() });
      if (!recovered) continue;
      noteRecovered(deps, recovered);
      await announceRecovered(deps.db.pool, [recovered]);
    }
  }

  let looking: ReturnType<typeof every> | undefined;

  return {
    start: () => {
      looking = every(lookIntervalMs, look);
      wake();
    },
    wake,
    hear,
    cancel,
    drain: () => {
      isDraining = true;
    },
    stopAll: (cause) => {
      for (const { stop } of atWork.values()) stop.stop(cause);
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
