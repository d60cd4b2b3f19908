import type { NewEvent } from "@slipway/schemas/events/event";
import type { Run } from "@slipway/schemas/runs/run";
import type { RunError } from "@slipway/schemas/runs/run-error";
import { type StopReason, statusOfStopReason } from "@slipway/schemas/runs/stop-reason";
import type { Db, Sql } from "#db.ts";
import type { NewHarnessEntry } from "#events/append-events.ts";
import { type EventRecord, toEventRecord } from "#events/event-record.ts";
import { eventsLine } from "#events/events-line.ts";
import { runAndTell, runTogether } from "#journeys.ts";
import type { ClaimedRun, Lease } from "#runs/claim-runs.ts";
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
  /** What closes open turns, blocks and tools, before `run.finished`. */
  readonly events: readonly EventRecord[];
  readonly entries: readonly NewHarnessEntry[];
};

export type FinishedRun = {
  readonly run: Run;
  readonly lastSeq: number;
  /** The session's next run, which can be claimed from now on. */
  readonly promotedRunId: string | null;
  /** Whether its end went out to the webs together with it. */
  readonly isTold?: Promise<boolean>;
};

/** The end of a run by its owner, who knows what it has used. */
export type OwnRunEnd = RunEnd & {
  readonly progress: Progress;
  readonly now: Date;
  /** The last number of the session's log as its owner knows it. Where it is right, the webs are told at once. */
  readonly lastSeq?: number | null;
  /** What stands in the log before that, of this run, and no web was told. */
  readonly untold?: readonly EventRecord[];
  /** Somebody may have said something into the run that it has not taken: then it does not end. */
  readonly unlessSteered?: boolean;
};

// The session is locked first. What a statement sees is older than a lock that it had to wait for: where the session's row
// has been written in between, and perhaps a run queued, nothing is done and the statement is to be sent again.
const finishStatement = statement<{
  is_overtaken: boolean;
  is_steered: boolean;
  last_seq: number | null;
  promoted_id: string | null;
}>(
  "finish-run",
  `with seen as (
     select ctid as version from session where project_id = $1 and id = $2
   ), locked as (
     select last_seq, ctid as version from session where project_id = $1 and id = $2 and lease_token = $4 for update
   ), held as (
     select l.last_seq from locked l join seen s on s.version = l.version
   ), steered as (
     select from run where $26 and project_id = $1 and steers = $3 and status = 'queued' limit 1
   ), ended as (
     update run r set status = $5, stop_reason = $6, output_text = $7, output_data = $8, output_partial = $9,
       error = $10, finished_at = $11, last_seq = held.last_seq + cardinality($21::text[]), ready_at = null,
       input_tokens = $12, output_tokens = $13, cache_read_tokens = $14, cache_write_tokens = $15,
       reasoning_tokens = $16, turns = $17, tool_calls = $18, cost_micro_usd = $19, ttft_ms = $20
     from held
     where r.project_id = $1 and r.id = $3 and r.status not in ('completed', 'failed', 'cancelled')
       and not exists (select from steered)
     returning r.last_seq
   ), freed as (
     update session s set last_seq = ended.last_seq, updated_at = $11, lease_token = null, active_run_id = null
     from ended where s.project_id = $1 and s.id = $2
   ), events as (
     insert into session_event (project_id, session_id, seq, run_id, type, at, data)
     select $1, $2, ended.last_seq - cardinality($21::text[]) + e.ordinal, $3, e.type, e.at, e.data
     from ended, unnest($21::text[], $22::timestamptz[], $23::json[]) with ordinality as e(type, at, data, ordinal)
   ), entries as (
     insert into harness_entry (project_id, session_id, seq, ordinal, run_id, harness, data)
     select $1, $2, ended.last_seq, n.ordinal, $3, n.harness, n.data
     from ended, unnest($24::text[], $25::json[]) with ordinality as n(harness, data, ordinal)
   ), promoted as (
     update run r set ready_at = now()
     from ended
     where r.project_id = $1 and r.ready_at is null and r.id = (
       select id from run where project_id = $1 and session_id = $2 and status = 'queued' order by queue_rank limit 1
     )
     returning r.id
   )
   select not exists (select from held) as is_overtaken, exists (select from steered) as is_steered,
     (select last_seq from ended) as last_seq,
     (select id from promoted) as promoted_id
   from locked`,
);

export function finishRun(
  db: Db,
  claimed: Pick<ClaimedRun, "lease" | "row">,
  end: OwnRunEnd & { readonly unlessSteered?: false },
): Promise<FinishedRun | "fenced">;
export function finishRun(
  db: Db,
  claimed: Pick<ClaimedRun, "lease" | "row">,
  end: OwnRunEnd,
): Promise<FinishedRun | "fenced" | "steered">;
/**
 * Ends a run that the caller owns: its final row, its closing events with `run.finished`, the session set free and its
 * next run made claimable, all at once. `fenced`: another owns the run by now, or it has ended otherwise.
 * Safe to call again with the same end: one that was stored, though the answer was lost, is answered as it is.
 */
export async function finishRun(
  db: Db,
  { lease, row }: Pick<ClaimedRun, "lease" | "row">,
  end: OwnRunEnd,
): Promise<FinishedRun | "fenced" | "steered"> {
  const finished = toFinishedRun(row, end);
  const last: NewEvent = { type: "run.finished", run: finished };
  const events = [...end.events, toEventRecord(last, end.now)];
  const values = finishValues(lease, { finished, events }, end);
  for (;;) {
    const { rows, isTold } = await send(db, lease, { values, events, end });
    const [found] = rows;
    if (found?.is_overtaken) continue;
    if (found?.is_steered) return "steered";
    if (found?.last_seq) {
      const { last_seq: lastSeq, promoted_id: promotedRunId } = found;
      return { run: finished, lastSeq, promotedRunId, ...(isTold && { isTold }) };
    }
    return (await findStoredEnd(db.pool, lease, end)) ?? "fenced";
  }
}

type Sending = {
  readonly values: readonly unknown[];
  readonly events: readonly EventRecord[];
  readonly end: OwnRunEnd;
};

/** With the end goes the news of it, for which nobody has to come back: the owner knows the number that it will have. */
async function send(db: Db, { projectId, sessionId, runId }: Lease, { values, events, end }: Sending) {
  const { lastSeq: before = null, untold = [] } = end;
  if (before === null) {
    return { rows: await runTogether(db, { statement: finishStatement, values }), isTold: null };
  }
  const lastSeq = before + events.length;
  const line = eventsLine({ sessionId, runId, lastSeq, events: [...untold, ...events] });
  const lines = { events: [line], runs: [`${projectId} ${runId}`] };
  const news = { projectId, runId, lastSeq, lines };
  return await runAndTell(db, { statement: finishStatement, values, news });
}

/** The run as its row will be: since the claim nobody but its owner has changed what a Run shows. */
function toFinishedRun(claimed: RunRow, end: OwnRunEnd): Run {
  const { usage, costMicroUsd, ttftMs } = end.progress;
  const status = statusOfStopReason(end.stopReason);
  return toRun({
    ...claimed,
    status,
    stop_reason: end.stopReason,
    output_text: end.outputText,
    output_data: end.outputData ?? null,
    output_partial: isPartial(end),
    error: end.error,
    finished_at: end.now,
    input_tokens: usage.inputTokens,
    output_tokens: usage.outputTokens,
    cache_read_tokens: usage.cacheReadTokens,
    cache_write_tokens: usage.cacheWriteTokens,
    reasoning_tokens: usage.reasoningTokens,
    turns: usage.turns,
    tool_calls: usage.toolCalls,
    cost_micro_usd: costMicroUsd === null ? null : String(costMicroUsd),
    ttft_ms: ttftMs,
  });
}

function finishValues(
  { projectId, sessionId, runId, leaseToken }: Lease,
  { finished, events }: { readonly finished: Run; readonly events: readonly EventRecord[] },
  end: OwnRunEnd,
) {
  return [
    projectId,
    sessionId,
    runId,
    leaseToken,
    finished.status,
    end.stopReason,
    end.outputText,
    end.outputData === undefined ? null : JSON.stringify(end.outputData),
    isPartial(end),
    end.error ? JSON.stringify(end.error) : null,
    end.now,
    ...progressValues(end.progress),
    events.map((event) => event.type),
    events.map((event) => event.at),
    events.map((event) => event.data),
    end.entries.map((entry) => entry.harness),
    end.entries.map((entry) => entry.data),
    end.unlessSteered ?? false,
  ];
}

function isPartial({ outputText, stopReason }: RunEnd): boolean {
  return outputText !== null && stopReason !== "completed";
}

const storedEndStatement = statement<RunRow>(
  "find-stored-end",
  `select ${runColumns("r")} from run r
   where r.project_id = $1 and r.id = $2 and r.stop_reason = $3 and r.finished_at = $4`,
);

/** Whom it promoted is not known any more: runners look by themselves. */
async function findStoredEnd(
  sql: Sql,
  { projectId, runId }: Lease,
  { stopReason, now }: RunEnd & { readonly now: Date },
): Promise<FinishedRun | null> {
  const [row] = await run(sql, storedEndStatement, [projectId, runId, stopReason, now]);
  return row ? { run: toRun(row), lastSeq: row.last_seq ?? 0, promotedRunId: null } : null;
}
