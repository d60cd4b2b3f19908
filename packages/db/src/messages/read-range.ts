import type { Sql } from "#db.ts";
import type { StoredEvent } from "#events/read-events.ts";
import { isNotSuperseded } from "#runs/superseded.ts";
import { run, statement } from "#statement.ts";

type Session = { readonly projectId: string; readonly sessionId: string };

const endsStatement = statement<{ last_seq: number }>(
  "read-run-ends",
  `select r.last_seq from run r
   where r.project_id = $1 and r.session_id = $2 and r.started_at is not null and r.last_seq <= $3
     and ${isNotSuperseded("r.project_id", "r.id")}
   order by r.last_seq desc limit $4`,
);

/**
 * The numbers of the `run.finished` up to the given one, of runs that were started, newest first. A run that was answered
 * anew is left out: what follows it changes its messages, so that a fold may not begin there.
 */
export async function readRunEnds(
  sql: Sql,
  { projectId, sessionId, upTo, limit }: Session & { readonly upTo: number; readonly limit: number },
): Promise<number[]> {
  const rows = await run(sql, endsStatement, [projectId, sessionId, upTo, limit]);
  return rows.map((row) => row.last_seq);
}

type RangeRow = { seq: number; run_id: string | null; type: string; at: Date; data: string };

const rangeStatement = statement<RangeRow>(
  "read-event-range",
  `select seq, run_id, type, at, data::text as data from session_event
   where project_id = $1 and session_id = $2 and seq > $3 and seq <= $4
     and (seq > $5 or type not in ('text.delta', 'reasoning.delta', 'tool.progress'))
   order by seq`,
);

type Range = Session & {
  readonly after: number;
  readonly upTo: number;
  /** Of what comes before this number, the pieces are left out whose whole is stored as well. */
  readonly deltasAfter: number;
};

export async function readRange(
  sql: Sql,
  { projectId, sessionId, after, upTo, deltasAfter }: Range,
): Promise<StoredEvent[]> {
  const rows = await run(sql, rangeStatement, [projectId, sessionId, after, upTo, deltasAfter]);
  return rows.map(({ run_id, ...row }) => ({ ...row, sessionId, runId: run_id }));
}
