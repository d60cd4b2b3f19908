import type { ClaimedRun } from "@slipway/db/runs/claim-runs";
import { type RunTrace, startRunTrace } from "@slipway/tracing/run-spans/run-trace";
import type { TracedRun } from "@slipway/tracing/run-spans/traced-run";
import { createAfterwork } from "#telemetry/afterwork.ts";
import type { Logger } from "#telemetry/logger.ts";

export type RunTracer = {
  /** Starts the trace of a run that was claimed. Nobody waits for its spans: they are made behind what goes on. */
  start(claimed: ClaimedRun): RunTrace;
  /** Makes the spans of what was told so far. */
  finish(): void;
};

export function createRunTracer({ logger }: { readonly logger: Logger }): RunTracer {
  const afterwork = createAfterwork({
    onError: (error) => logger.error({ err: error }, "Spans of a run could not be made"),
  });
  return {
    start: (claimed) =>
      startRunTrace(toTracedRun(claimed), { isResumed: claimed.row.attempt > 1, later: afterwork.add }),
    finish: afterwork.finish,
  };
}

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
