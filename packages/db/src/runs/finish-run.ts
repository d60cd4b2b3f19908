import type { NewEvent } from "@slipway/schemas/events/event";
import type { Run } from "@slipway/schemas/runs/run";
import type { RunError } from "@slipway/schemas/runs/run-error";
import { type StopReason, statusOfStopReason } from "@slipway/schemas/runs/stop-reason";
import { type Db, inTransaction, type Sql } from "#db.ts";
import type { NewHarnessEntry } from "#events/append-events.ts";
import { type EventRecord, toEventRecord } from "#events/event-record.ts";
import type { Lease } from "#runs/claim-runs.ts";
import { promoteHead } from "#runs/promote-head.ts";
import { type RunRow, runColumns, toRun } from "#runs/run-row.ts";
import { type Progress, progressValues } from "#runs/save-progress.ts";
import { run, statement } from "#statement.ts";

/** How a run ends. */
export type RunEnd = {
  readonly stopReason: StopReason;
  /** Null: there is nothing to show. On failed and cancelled runs it is marked as partial. */
  readonly outputText: string | null;
  readonly outputData?: unknown;
  readonly error: RunError | null;
  /** Null keeps what the row has. */
  readonly progress: Progress | null;
  /** What closes open turns, blocks and tools, before `run.finished`. */
  readonly events: readonly EventRecord[];
  readonly entries: readonly NewHarnessEntry[];
};

export type FinishedRun = {
  readonly run: Run;
  readonly lastSeq: number;
  /** The session's next run, which can be claimed from now on. */
  readonly promotedRunId: string | null;
};

const lockLeaseStatement = statement<{ last_seq: number }>(
  "lock-lease",
  "select last_seq from session where project_id = $1 and id = $2 and lease_token = $3 for update",
);

/**
 * Ends a run that the caller owns: its final row, its closing events with `run.finished`, the session set free and its
 * next run made claimable, all in one transaction. `fenced`: another owns the run by now, or it has ended otherwise.
 * Safe to call again with the same end: one that was stored, though the answer was lost, is answered as it is.
 */
export async function finishRun(
  db: Db,
  lease: Lease,
  end: RunEnd & { readonly now: Date },
): Promise<FinishedRun | "fenced"> {
  return await inTransaction(db, async (tx) => {
    const [session] = await run(tx, lockLeaseStatement, [lease.projectId, lease.sessionId, lease.leaseToken]);
    if (!session) return (await findStoredEnd(tx, lease, end)) ?? "fenced";
    return (await endLockedRun(tx, { ...lease, lastSeq: session.last_seq }, end)) ?? "fenced";
  });
}

const storedEndStatement = statement<RunRow>(
  "find-stored-end",
  `select ${runColumns("r")} from run r
   where r.project_id = $1 and r.id = $2 and r.stop_reason = $3 and r.finished_at = $4`,
);

/** Whom it promoted is not known any more: runners look by themselves. */
async function findStoredEnd(
  tx: Sql,
  { projectId, runId }: Lease,
  { stopReason, now }: RunEnd & { readonly now: Date },
): Promise<FinishedRun | null> {
  const [row] = await run(tx, storedEndStatement, [projectId, runId, stopReason, now]);
  return row ? { run: toRun(row), lastSeq: row.last_seq ?? 0, promotedRunId: null } : null;
}

type LockedRun = Omit<Lease, "leaseToken"> & { readonly lastSeq: number };

const endStatement = statement<RunRow>(
  "end-run",
  `update run r set status = $3, stop_reason = $4, output_text = $5, output_data = $6, output_partial = $7, error = $8,
     finished_at = $9, last_seq = $10, ready_at = null,
     input_tokens = coalesce($11, input_tokens), output_tokens = coalesce($12, output_tokens),
     cache_read_tokens = coalesce($13, cache_read_tokens), cache_write_tokens = coalesce($14, cache_write_tokens),
     reasoning_tokens = coalesce($15, reasoning_tokens), turns = coalesce($16, turns),
     tool_calls = coalesce($17, tool_calls),
     cost_micro_usd = case when $20 then $18::bigint else cost_micro_usd end, ttft_ms = coalesce($19, ttft_ms)
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

/** Ends a run inside a transaction that has locked its session. Null: it has ended already. */
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
    ...(end.progress ? progressValues(end.progress) : new Array<null>(9).fill(null)),
    end.progress !== null,
  ]);
  return row;
}
