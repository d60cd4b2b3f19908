import { recoveredRunId } from "@slipway/db/sweep/announce-recovered";
import { createSweeper, type Sweeper } from "@slipway/db/sweep/create-sweeper";
import type { Services } from "#server/services.ts";
import { traceEnded } from "#server/trace-ended.ts";

/** A web's share of the sweep: with no runner alive a run still ends that somebody wants to stop. */
export function createWebSweeper({ db, logger }: Pick<Services, "db" | "logger">): Sweeper {
  return createSweeper({
    db,
    now: () => new Date(),
    onRecovered: (run) => {
      const runId = recoveredRunId(run);
      logger.warn({ kind: run.kind, runId }, "A run's runner was gone");
      if (run.kind === "ended") void traceEnded(db, { projectId: run.projectId, runId });
    },
    onExpired: (expired) =>
      logger.info({ runIds: expired.map(({ runId }) => runId) }, "Nobody decided in time"),
    onStuck: (runId, error) => logger.error({ error, runId }, "A lost run stays lost"),
    onOutage: (error) => logger.warn({ error }, "The sweep failed: trying again each second"),
  });
}
