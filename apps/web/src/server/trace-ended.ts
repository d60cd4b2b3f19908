import type { Db } from "@slipway/db/db";
import { readRunForTrace } from "@slipway/db/runs/read-run-for-trace";
import { traceEndedRun } from "@slipway/tracing/run-spans/run-trace";
import { getServices } from "#server/services.ts";

type EndedElsewhere = { readonly projectId: string; readonly runId: string };

/** Ends the spans of a run that no runner works on. Never rejects: a trace is not worth anybody's failure. */
export async function traceEnded(db: Db, { projectId, runId }: EndedElsewhere): Promise<void> {
  try {
    const ended = await readRunForTrace(db.pool, projectId, runId);
    if (ended) traceEndedRun({ projectId, ...ended });
  } catch (error) {
    getServices().logger.warn({ error, runId }, "The trace of a run could not be ended");
  }
}
