import type { Db } from "@slipway/db/db";
import { indexDays } from "@slipway/db/history/index-days";
import { rollUpRuns } from "@slipway/db/overview/roll-up-runs";
import { sweepExpiredAccess } from "@slipway/db/people/sweep-expired-access";
import { sweepRetention } from "@slipway/db/retention/remove-idle-sessions";
import type { BlobStore } from "@slipway/files/blob-store";
import type { JobName, JobPayload } from "@slipway/schemas/jobs/job-catalog";
import { sweepWorkspaces } from "#jobs/sweep-workspaces.ts";
import type { Logger } from "#telemetry/logger.ts";

export type JobDeps = { readonly db: Db; readonly blobs: BlobStore; readonly logger: Logger };

type JobHandlers = {
  /** `signal`: this runner ends; what is left is done by the next one. */
  readonly [N in JobName]: (deps: JobDeps, payload: JobPayload<N>, signal: AbortSignal) => Promise<void>;
};

/** What each job of the catalog does. */
export const jobHandlers: JobHandlers = {
  "sweep-expired-access": async ({ db, logger }) => {
    const removed = await sweepExpiredAccess(db.pool);
    logger.info({ removed }, "Expired access was removed");
  },
  "sweep-workspaces": async ({ db, blobs, logger }) => {
    const swept = await sweepWorkspaces({ db, blobs, now: () => new Date() });
    logger.info(swept, "Old steps and contents that nothing names were removed");
  },
  "roll-up-runs": async ({ db, logger }) => {
    const minutes = await rollUpRuns(db, new Date());
    logger.debug({ minutes }, "Runs were counted for charts");
  },
  "index-days": async ({ db, logger }, _payload, signal) => {
    const days = await indexDays(db, { now: new Date(), signal });
    if (days > 0) logger.debug({ days }, "Days of the history were indexed for charts");
  },
  "sweep-retention": async ({ db, logger }, _payload, signal) => {
    const sessions = await sweepRetention(db, new Date(), signal);
    if (sessions > 0) logger.info({ sessions }, "Sessions that were idle for too long were removed");
  },
};

/** When jobs come by themselves, in crontab's notation, UTC. */
export const crontab = [
  "17 3 * * * sweep-expired-access ?max=1",
  "37 3 * * * sweep-workspaces ?max=1",
  "* * * * * roll-up-runs ?max=3",
  "13 * * * * index-days ?max=1",
  "43 * * * * sweep-retention ?max=1",
].join("\n");
