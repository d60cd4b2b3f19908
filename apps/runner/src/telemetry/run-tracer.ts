import type { ClaimedRun } from "@slipway/db/runs/claim-runs";
import { type RunTrace, startRunTrace } from "@slipway/tracing/run-spans/run-trace";
import type { TracedRun } from "@slipway/tracing/run-spans/traced-run";

/** Starts the trace of a run that was claimed. */
export type RunTracer = { start(claimed: ClaimedRun): RunTrace };

export const runTracer: RunTracer = {
  start: (claimed) => startRunTrace(toTracedRun(claimed), { isResumed: claimed.row.attempt > 1 }),
};

function toTracedRun({ row, trace, capturesContent }: ClaimedRun): TracedRun {
  return {
    projectId: row.project_id,
    sessionId: row.session_id,
    id: row.id,
    app: { id: row.app_id, slug: row.app_slug, type: row.app_type },
    revision: row.revision,
    environment: row.environment,
    input: row.input,
    createdAt: row.created_at,
    startedAt: row.started_at ?? row.created_at,
    trace: {
      traceId: row.trace_id,
      parentSpanId: trace.parentSpanId,
      traceFlags: trace.flags,
      traceState: trace.state,
    },
    capturesContent,
  };
}
