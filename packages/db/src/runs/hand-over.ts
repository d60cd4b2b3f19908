import type { NewEvent } from "@slipway/schemas/events/event";
import type { Sql } from "#db.ts";
import { type EventRecord, toEventRecord } from "#events/event-record.ts";
import { type ClaimedColumns, type ClaimedRun, claimedColumns, toClaimedRun } from "#runs/claim-runs.ts";
import { run, statement } from "#statement.ts";

export type HandedRun = { readonly runnerId: string; readonly runId: string };

/** What tells a runner that a run is its own since it was stored. */
export function handOverLine({ runnerId, runId }: HandedRun): string {
  return `${runnerId} ${runId}`;
}

/** Null: the line only says that something can be claimed. */
export function readHandOverLine(line: string): HandedRun | null {
  const [runnerId, runId] = line.split(" ", 2);
  return runnerId && runId ? { runnerId, runId } : null;
}

/** The event with which a run begins that no run was retried for. */
export function runStarted(
  { model, revision }: { readonly model: string; readonly revision: number | null },
  at: Date,
): EventRecord {
  const event: NewEvent = { type: "run.started", attempt: 1, model, revision };
  return toEventRecord(event, at);
}

const handedStatement = statement<ClaimedColumns & { session_seq: number }>(
  "read-handed-runs",
  `select ${claimedColumns}, c.session_seq
   from (
     select r.*, s.lease_token, s.last_seq as session_seq
     from run r join session s on s.project_id = r.project_id and s.id = r.session_id
     where r.runner_id = $1 and r.status = 'starting' and r.id = any($2)
       and s.active_run_id = r.id and s.lease_token is not null
   ) c`,
);

/** Those of some runs that this runner has, and has stored nothing of yet, each with its lease. */
export async function readHandedRuns(
  sql: Sql,
  { runnerId, runIds }: { readonly runnerId: string; readonly runIds: readonly string[] },
): Promise<ClaimedRun[]> {
  const rows = await run(sql, handedStatement, [runnerId, runIds]);
  return rows.map(({ session_seq: lastSeq, ...row }) => {
    // What the insert has written for it, and told nobody.
    const begunAt = row.attempt === 1 && row.retry_of === null ? row.started_at : null;
    return toClaimedRun(row, begunAt && { lastSeq, events: [runStarted(row, begunAt)] });
  });
}
