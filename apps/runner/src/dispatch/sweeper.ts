import { removeRunner } from "@slipway/db/runners/beat-runner";
import { listNeighbours } from "@slipway/db/runners/list-neighbours";
import { createSweeper as createSharedSweeper, type Sweeper } from "@slipway/db/sweep/create-sweeper";
import { noteRecovered } from "#dispatch/note-recovered.ts";
import { hasEnded, readMachine } from "#dispatch/process-identity.ts";
import type { RunDeps } from "#run/run-deps.ts";

/** This process's share of the sweep, which it has in common with every other runner and web. */
export function createSweeper(deps: RunDeps): Sweeper {
  const { db, logger, now } = deps;
  const machine = readMachine();

  /** A runner of this machine whose process has ended comes back no more: nobody has to wait for its lease to lapse. */
  async function forgetEndedNeighbours(): Promise<boolean> {
    if (machine === null) return false;
    let hasForgotten = false;
    for (const { id, process } of await listNeighbours(db.pool, machine)) {
      if (!hasEnded(process, machine)) continue;
      logger.warn({ endedRunnerId: id }, "A runner of this machine has ended without a goodbye");
      await removeRunner(db.pool, id);
      hasForgotten = true;
    }
    return hasForgotten;
  }

  return createSharedSweeper({
    db,
    now,
    alsoLook: forgetEndedNeighbours,
    onRecovered: (run) => noteRecovered(deps, run),
    onExpired: (expired) =>
      logger.info({ runIds: expired.map(({ runId }) => runId) }, "Nobody decided in time"),
    onStuck: (runId, error) => logger.error({ err: error, runId }, "A lost run stays lost"),
    onOutage: (error) => logger.warn({ err: error }, "The sweep failed; trying again each second"),
  });
}
