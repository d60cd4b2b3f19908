import type { Db } from "@slipway/db/db";
import { readRunForTrace } from "@slipway/db/runs/read-run-for-trace";
import { traceEndedRun } from "@slipway/tracing/run-spans/run-trace";
import type { Logger } from "#telemetry/logger.ts";

/** Ends the spans of a run whose runner is gone. Never rejects: a trace is not worth anybody's failure. */
export async function traceEndedElsewhere(
  { db, logger }: { readonly db: Db; readonly logger: Logger },
  projectId: string,
  runId: string,
): Promise<void> {
  try {
    const ended = await readRunForTrace(db.pool, projectId, runId);
    if (ended) traceEndedRun({ projectId, ...ended });
  } catch (error) {
    logger.warn({ err: error, runId }, "The trace of a run could not be ended");
  }
}
