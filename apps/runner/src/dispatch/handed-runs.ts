import type { ClaimedRun } from "@slipway/db/runs/claim-runs";
import { readHandedRuns } from "@slipway/db/runs/hand-over";
import { releaseRun } from "@slipway/db/runs/release-run";
import type { RunDeps } from "#run/run-deps.ts";

export type HandedRunsOptions = {
  readonly runnerId: string;
  /** Begins to work on it. False: not here and now, so it goes back to the queue. */
  readonly take: (run: ClaimedRun) => boolean;
  readonly hasBegun: (lease: ClaimedRun["lease"]) => boolean;
  /** Nothing is on its way any more. */
  readonly onIdle: () => void;
};

/** Takes up the runs that are this runner's since they were stored. */
export type HandedRuns = {
  /** This run may be one. What was told of it itself is taken up at once, else it is read. */
  hear(runId: string, told?: ClaimedRun | null): void;
  readonly isBusy: boolean;
};

export function createHandedRuns(deps: RunDeps, options: HandedRunsOptions): HandedRuns {
  const { runnerId, take, hasBegun, onIdle } = options;
  /** Heard of, and not read yet. */
  let heard: string[] = [];
  /** One answer for each: a later one could be older than the run's end. */
  const reading = new Set<string>();

  function hear(runId: string, told: ClaimedRun | null = null): void {
    if (reading.has(runId)) return;
    reading.add(runId);
    if (told) {
      void takeUp([runId], [told]);
      return;
    }
    heard.push(runId);
    if (heard.length > 1) return;
    // What came in one notification is asked for at once.
    setImmediate(() => {
      const runIds = heard;
      heard = [];
      void takeUp(runIds);
    });
  }

  async function takeUp(runIds: readonly string[], told?: readonly ClaimedRun[]): Promise<void> {
    try {
      const runs = told ?? (await readHandedRuns(deps.db.pool, { runnerId, runIds }));
      const { taken = [], refused = [] } = Object.groupBy(
        runs.filter(({ lease }) => !hasBegun(lease)),
        (run) => (take(run) ? "taken" : "refused"),
      );
      if (taken.length > 0) deps.announcer.tellSoon({ runs: taken.map(({ lease }) => lineOf(lease)) });
      for (const { lease } of refused) await giveBack(lease);
    } catch (error) {
      deps.logger.warn(
        { err: error },
        "Runs that were handed over could not be read; looking again in a second",
      );
    } finally {
      for (const runId of runIds) reading.delete(runId);
      if (reading.size === 0) onIdle();
    }
  }

  async function giveBack(lease: ClaimedRun["lease"]): Promise<void> {
    if ((await releaseRun(deps.db, lease)) === "released") {
      deps.announcer.tell({ queue: [""], runs: [lineOf(lease)] });
    }
  }

  return {
    hear,
    get isBusy() {
      return reading.size > 0;
    },
  };
}

function lineOf({ projectId, runId }: ClaimedRun["lease"]): string {
  return `${projectId} ${runId}`;
}
