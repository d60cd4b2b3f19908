import { newId } from "@slipway/schemas/ids";
import { type Db, inTransaction, type Sql } from "#db.ts";
import { countInHours } from "#history/count-in-hours.ts";
import { lockBits, removeBits } from "#history/index-days.ts";
import { noteEndedRuns } from "#history/note-ended-runs.ts";
import { run, statement } from "#statement.ts";

type RemoveIdleSessions = {
  readonly projectId: string;
  /** Sessions that were not touched since then go. */
  readonly idleSince: Date;
  readonly signal: AbortSignal;
};

/** Looked at in one statement, and removed in one transaction: a moment's work each. */
const slice = 50;
const dayMs = 86_400_000;

/**
 * Removes sessions that have been idle since then, with their runs, events, spans and all else of theirs. Slice by slice,
 * so that nobody waits; a session in which something goes on, or that somebody holds, stays. Answers how many went.
 */
export async function removeIdleSessions(
  db: Db,
  { projectId, idleSince, signal }: RemoveIdleSessions,
): Promise<number> {
  // A session's id begins with the time of its creation: only what is older than that can have been idle for so long.
  const end = newId("session", idleSince.getTime());
  let removed = 0;
  for (let after = ""; !signal.aborted; ) {
    const found = await findSlice(db.pool, { projectId, after, end });
    const idle = found.filter((session) => session.updated_at < idleSince && !session.active_run_id);
    if (idle.length > 0) {
      const ids = idle.map(({ id }) => id);
      removed += await inTransaction(db, (tx) => removeSlice(tx, { projectId, ids, idleSince }));
    }
    const last = found.at(-1);
    if (!last || found.length < slice) break;
    after = last.id;
  }
  return removed;
}

type SessionRow = { id: string; updated_at: Date; active_run_id: string | null };
type Slice = { readonly projectId: string; readonly after: string; readonly end: string };

async function findSlice(sql: Sql, { projectId, after, end }: Slice): Promise<SessionRow[]> {
  return await run(sql, findStatement, [projectId, after, end, slice]);
}

const findStatement = statement<SessionRow>(
  "find-sessions-by-age",
  "select id, updated_at, active_run_id from session where project_id = $1 and id > $2 and id < $3 order by id limit $4",
);

// Judged again now that nobody can use them meanwhile. One that is held by somebody is not idle.
const holdStatement = statement<{ id: string }>(
  "hold-idle-sessions",
  `select s.id from session s
   where s.project_id = $1 and s.id = any($2::text[]) and s.updated_at < $3 and s.active_run_id is null
     and not exists (select from run r where r.project_id = $1 and r.session_id = s.id and r.status = 'queued')
   order by s.id for update skip locked`,
);

const runsStatement = statement<{ id: string; trace_id: string }>(
  "list-runs-of-sessions",
  "select id, trace_id from run where project_id = $1 and session_id = any($2::text[])",
);

const bySession = ["session_event", "harness_entry", "checkpoint", "upload", "feedback", "run"] as const;
const byRun = ["approval", "steer"] as const;
const byId = ["run_text", "run_due"] as const;

// What is gone counts no longer.
const factsStatement = statement<HourRow>(
  "remove-facts",
  `with gone as (delete from run_fact where project_id = $1 and session_id = any($2::text[]) returning *)
   ${countInHours("gone", "-")} returning run_hour.dimension, run_hour.value, run_hour.hour, run_hour.runs`,
);

type HourRow = { dimension: string; value: string; hour: Date; runs: number };

const hoursStatement = statement<{ hour: Date }>(
  "remove-empty-hours",
  `delete from run_hour where project_id = $1 and runs = 0 and (dimension, value, hour) in (
     select * from unnest($2::text[], $3::text[], $4::timestamptz[])
   )`,
);

// A caller's trace can span several sessions: its spans stay for as long as one of its runs does.
const spansStatement = statement<{ id: string }>(
  "remove-spans-of-traces",
  `delete from span s where s.project_id = $1 and s.trace_id = any($2::text[])
     and not exists (select from run_fact f where f.project_id = $1 and f.trace_id = s.trace_id)`,
);

type RemoveSlice = {
  readonly projectId: string;
  readonly ids: readonly string[];
  readonly idleSince: Date;
};

async function removeSlice(tx: Sql, { projectId, ids, idleSince }: RemoveSlice): Promise<number> {
  const held = await run(tx, holdStatement, [projectId, ids, idleSince]);
  const sessions = held.map(({ id }) => id);
  if (sessions.length === 0) return 0;
  const runs = await run(tx, runsStatement, [projectId, sessions]);
  const runIds = runs.map(({ id }) => id);
  const remove = (table: string, column: string, values: readonly string[]) =>
    run(
      tx,
      statement<{ id: string }>(
        `remove-${table}`,
        `delete from "${table}" where project_id = $1 and ${column} = any($2::text[])`,
      ),
      [projectId, values],
    );
  for (const table of byRun) await remove(table, "run_id", runIds);
  for (const table of byId) await remove(table, "id", runIds);
  await lockBits(tx, projectId);
  const hours = await run(tx, factsStatement, [projectId, sessions]);
  await removeBits(tx, projectId, daysOf(hours));
  const empty = hours.filter(({ runs: left }) => left === 0);
  await run(tx, hoursStatement, [
    projectId,
    empty.map(({ dimension }) => dimension),
    empty.map(({ value }) => value),
    empty.map(({ hour }) => hour),
  ]);
  for (const table of bySession) await remove(table, "session_id", sessions);
  await run(tx, spansStatement, [projectId, [...new Set(runs.map(({ trace_id }) => trace_id))]]);
  await remove("session", "id", sessions);
  return sessions.length;
}

function daysOf(hours: readonly HourRow[]): Date[] {
  const starts = new Set(hours.map(({ hour }) => Math.floor(hour.getTime() / dayMs) * dayMs));
  return [...starts].map((at) => new Date(at));
}

const projectsStatement = statement<{ id: string; retention_days: number }>(
  "list-retentions",
  "select id, retention_days from project where retention_days is not null",
);

/** Does so for every project that keeps its sessions for a number of days. */
export async function sweepRetention(db: Db, now: Date, signal: AbortSignal): Promise<number> {
  // What has just ended is in the history before anything is judged by it.
  await noteEndedRuns(db.pool);
  let removed = 0;
  for (const { id, retention_days: days } of await run(db.pool, projectsStatement, [])) {
    const idleSince = new Date(now.getTime() - days * dayMs);
    removed += await removeIdleSessions(db, { projectId: id, idleSince, signal });
  }
  return removed;
}
