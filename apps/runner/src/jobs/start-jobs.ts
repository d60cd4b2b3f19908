import { type JobName, jobCatalog } from "@slipway/schemas/jobs/job-catalog";
import { run, type Task, type Runner as Worker, Logger as WorkerLogger } from "graphile-worker";
import { crontab, type JobDeps, jobHandlers } from "#jobs/job-handlers.ts";

/** Runs the jobs of the catalog, and those that the clock brings. */
export async function startJobs(deps: JobDeps): Promise<Worker> {
  return await run({
    pgPool: deps.db.pool,
    taskList: Object.fromEntries(jobNames().map((name) => [name, toTask(deps, name)])),
    crontab,
    concurrency: 1,
    noHandleSignals: true,
    logger: toWorkerLogger(deps),
  });
}

function jobNames(): JobName[] {
  return Object.keys(jobCatalog) as JobName[];
}

/** A payload that is not what the catalog says never becomes one: the job is logged and dropped, the next is served. */
function toTask(deps: JobDeps, name: JobName): Task {
  return async (payload, { abortSignal }) => {
    const parsed = jobCatalog[name].safeParse(withoutCron(payload));
    if (!parsed.success) {
      deps.logger.error(
        { job: name, issues: parsed.error.issues },
        "A job with a payload that cannot be read was dropped",
      );
      return;
    }
    await jobHandlers[name](deps, parsed.data, abortSignal);
  };
}

/** The worker adds to a scheduled job's payload when it was due. */
function withoutCron(payload: unknown): unknown {
  if (typeof payload !== "object" || payload === null || !("_cron" in payload)) return payload ?? {};
  const { _cron, ...own } = payload;
  return own;
}

function toWorkerLogger({ logger }: JobDeps): WorkerLogger {
  return new WorkerLogger(() => (level, message) => {
    if (level === "error") logger.error({ source: "jobs" }, message);
    else if (level === "warning") logger.warn({ source: "jobs" }, message);
    else logger.debug({ source: "jobs" }, message);
  });
}
