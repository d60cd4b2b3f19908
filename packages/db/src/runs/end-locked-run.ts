import type { NewEvent } from "@slipway/schemas/events/event";
import { statusOfStopReason } from "@slipway/schemas/runs/stop-reason";
import type { Sql } from "#db.ts";
import { toEventRecord } from "#events/event-record.ts";
import type { Lease } from "#runs/claim-runs.ts";
import type { FinishedRun, RunEnd } from "#runs/finish-run.ts";
import { promoteHead } from "#runs/promote-head.ts";
import { type RunRow, runColumns, toRun } from "#runs/run-row.ts";
import { run, statement } from "#statement.ts";

type LockedRun = Omit<Lease, "leaseToken"> & { readonly lastSeq: number };

const endStatement = statement<RunRow>(
  "end-run",
  `update run r set status = $3, stop_reason = $4, output_text = $5, output_data = $6, output_partial = $7, error = $8,
     finished_at = $9, last_seq = $10, ready_at = null
   where r.project_id = $1 and r.id = $2 and r.status not in ('completed', 'failed', 'cancelled')
   returning ${runColumns("r")}`,
);

const appendEndStatement = statement<{ id: string }>(
  "append-end",
  `with moved as (
     update session set last_seq = last_seq + cardinality($4::text[]), updated_at = $8,
       lease_token = case when active_run_id = $3 then null else lease_token end,
       active_run_id = nullif(active_run_id, $3)
     where project_id = $1 and id = $2
     returning id, last_seq - cardinality($4::text[]) as base, last_seq
   ), events as (
     insert into session_event (project_id, session_id, seq, run_id, type, at, data)
     select $1, $2, moved.base + e.ordinal, $3, e.type, e.at, e.data
     from moved, unnest($4::text[], $5::timestamptz[], $6::json[]) with ordinality as e(type, at, data, ordinal)
   ), entries as (
     insert into harness_entry (project_id, session_id, seq, ordinal, run_id, harness, data)
     select $1, $2, moved.last_seq, n.ordinal, $3, n.harness, n.data
     from moved, unnest($7::text[], $9::json[]) with ordinality as n(harness, data, ordinal)
   )
   select id from moved`,
);

/**
 * Ends a run inside a transaction that has locked its session; what it has used stays as the row has it. Null: it has
 * ended already.
 */
export async function endLockedRun(
  tx: Sql,
  { projectId, sessionId, runId, lastSeq }: LockedRun,
  end: RunEnd & { readonly now: Date },
): Promise<FinishedRun | null> {
  const seqOfEnd = lastSeq + end.events.length + 1;
  const row = await writeFinalRow(tx, { projectId, runId, seqOfEnd }, end);
  if (!row) return null;
  const finished = toRun(row);
  const last: NewEvent = { type: "run.finished", run: finished };
  const events = [...end.events, toEventRecord(last, end.now)];
  await run(tx, appendEndStatement, [
    projectId,
    sessionId,
    runId,
    events.map((event) => event.type),
    events.map((event) => event.at),
    events.map((event) => event.data),
    end.entries.map((entry) => entry.harness),
    end.now,
    end.entries.map((entry) => entry.data),
  ]);
  const promotedRunId = await promoteHead(tx, projectId, sessionId);
  return { run: finished, lastSeq: seqOfEnd, promotedRunId };
}

async function writeFinalRow(
  tx: Sql,
  { projectId, runId, seqOfEnd }: { projectId: string; runId: string; seqOfEnd: number },
  end: RunEnd & { readonly now: Date },
): Promise<RunRow | undefined> {
  const status = statusOfStopReason(end.stopReason);
  const [row] = await run(tx, endStatement, [
    projectId,
    runId,
    status,
    end.stopReason,
    end.outputText,
    end.outputData === undefined ? null : JSON.stringify(end.outputData),
    end.outputText !== null && status !== "completed",
    end.error ? JSON.stringify(end.error) : null,
    end.now,
    seqOfEnd,
  ]);
  return row;
}
