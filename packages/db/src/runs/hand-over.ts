import type { NewEvent } from "@slipway/schemas/events/event";
import type { Sql } from "#db.ts";
import { type EventRecord, toEventRecord } from "#events/event-record.ts";
import { maxLineBytes } from "#events/notify.ts";
import { type ClaimedColumns, type ClaimedRun, claimedColumns, toClaimedRun } from "#runs/claim-runs.ts";
import { run, statement } from "#statement.ts";

/** What tells a runner that a run is its own since it was stored. */
export type HandOver = {
  readonly runnerId: string;
  readonly runId: string;
  /** The run as it was then, with its lease. Null: the line had no room for it. Taken apart when it is asked for. */
  readonly run: () => ClaimedRun | null;
};

/** The line without the run, which is read then. */
export function handOverLine({ runnerId, runId }: Pick<HandOver, "runnerId" | "runId">): string {
  return `${runnerId} ${runId}`;
}

/** Null: the line only says that something can be claimed. */
export function readHandOverLine(line: string): HandOver | null {
  const tab = line.indexOf("\t");
  const head = tab === -1 ? line : line.slice(0, tab);
  const [runnerId, runId] = head.split(" ", 2);
  if (!runnerId || !runId) return null;
  return { runnerId, runId, run: () => (tab === -1 ? null : readHanded(line.slice(tab + 1))) };
}

/** The event with which a run begins that no run was retried for. */
export function runStarted(
  { model, revision }: { readonly model: string; readonly revision: number | null },
  at: Date,
): EventRecord {
  const event: NewEvent = { type: "run.started", attempt: 1, model, revision };
  return toEventRecord(event, at);
}

type HandedColumns = ClaimedColumns & { session_seq: number };

/** SQL for a run, `r`, that its runner has: no row where its lease is gone. */
const handedColumns = `select ${claimedColumns}, c.session_seq
   from (
     select r.*, s.lease_token, s.last_seq as session_seq
     from session s
     where s.project_id = r.project_id and s.id = r.session_id and s.active_run_id = r.id and s.lease_token is not null
   ) c`;

/** SQL for the line that hands over a run, `r`: with all that its runner has to know of it behind a tab, where that fits. */
export const handOverPayload = `(
     select case when octet_length(told.line) <= ${maxLineBytes} and told.line !~ E'\\n' then told.line
       else r.runner_id || ' ' || r.id end
     from (
       select r.runner_id || ' ' || r.id
         || coalesce(E'\\t' || (select row_to_json(handed)::text from (${handedColumns}) handed), '') as line
       -- Made once, not anew wherever it is used.
       offset 0
     ) told
   )`;

/** JSON has times as text, and numbers as such whatever their size. */
type HandedJson = Omit<HandedColumns, Dated | "cost_micro_usd"> & {
  [name in Dated]: HandedColumns[name] extends Date ? string : string | null;
} & { cost_micro_usd: number | null };
type Dated = "created_at" | "started_at" | "finished_at" | "cancel_requested_at";

function readHanded(json: string): ClaimedRun {
  const handed: HandedJson = JSON.parse(json);
  const at = (time: string | null) => (time === null ? null : new Date(time));
  return toHanded({
    ...handed,
    cost_micro_usd: handed.cost_micro_usd === null ? null : String(handed.cost_micro_usd),
    created_at: new Date(handed.created_at),
    started_at: at(handed.started_at),
    finished_at: at(handed.finished_at),
    cancel_requested_at: at(handed.cancel_requested_at),
  });
}

const handedStatement = statement<HandedColumns>(
  "read-handed-runs",
  `select h.* from run r cross join lateral (${handedColumns}) h
   where r.runner_id = $1 and r.status = 'starting' and r.id = any($2)`,
);

/** Those of some runs that this runner has, and has stored nothing of yet, each with its lease. */
export async function readHandedRuns(
  sql: Sql,
  { runnerId, runIds }: { readonly runnerId: string; readonly runIds: readonly string[] },
): Promise<ClaimedRun[]> {
  const rows = await run(sql, handedStatement, [runnerId, runIds]);
  return rows.map(toHanded);
}

function toHanded({ session_seq: lastSeq, ...row }: HandedColumns): ClaimedRun {
  // What the insert has written for it, and told nobody.
  const begunAt = row.attempt === 1 && row.retry_of === null ? row.started_at : null;
  return toClaimedRun(row, begunAt && { lastSeq, events: [runStarted(row, begunAt)] });
}
