import type { SlipwayEvent } from "@slipway/schemas/events/event";
import type { Run } from "@slipway/schemas/runs/run";
import type { Sql } from "#db.ts";
import { readRunEvents } from "#events/read-events.ts";
import { type RunRow, runColumns, toRun } from "#runs/run-row.ts";
import { run, statement } from "#statement.ts";

type TraceRow = RunRow & {
  readonly parent_span_id: string | null;
  readonly trace_flags: number;
  readonly trace_state: string | null;
  readonly captures_content: boolean;
};

const findStatement = statement<TraceRow>(
  "find-run-for-trace",
  `select ${runColumns("r")}, r.parent_span_id, r.trace_flags, r.trace_state, p.captures_content
   from run r join project p on p.id = r.project_id where r.project_id = $1 and r.id = $2`,
);

/** Where a run's trace hangs, and whether its spans may say what was said. */
type TracePlace = {
  readonly parentSpanId: string | null;
  readonly traceFlags: number;
  readonly traceState: string | null;
  readonly capturesContent: boolean;
};

/** A run that has been started, with its whole log. Null: nobody has worked on it, or it is gone. */
export async function readRunForTrace(
  sql: Sql,
  projectId: string,
  runId: string,
): Promise<{ readonly run: Run; readonly place: TracePlace; readonly log: SlipwayEvent[] } | null> {
  const [row] = await run(sql, findStatement, [projectId, runId]);
  if (!row?.started_at) return null;
  const { session_id: sessionId, first_seq: firstSeq } = row;
  return {
    run: toRun(row),
    place: {
      parentSpanId: row.parent_span_id,
      traceFlags: row.trace_flags,
      traceState: row.trace_state,
      capturesContent: row.captures_content,
    },
    log: await readRunEvents(sql, { projectId, sessionId, runId, after: firstSeq - 1 }),
  };
}
