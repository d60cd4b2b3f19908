import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

/** What is known of a session's log before it is followed. */
export type SessionLog = {
  readonly sessionId: string;
  readonly lastSeq: number;
  /** The oldest event that is kept. An empty log: the next one. */
  readonly oldestSeq: number;
};

type LogRow = { id: string; last_seq: number; oldest_seq: number | null };

const sessionLogsStatement = statement<LogRow>(
  "find-session-logs",
  `select s.id, s.last_seq,
     (select e.seq from session_event e where e.project_id = s.project_id and e.session_id = s.id
      order by e.seq limit 1) as oldest_seq
   from session s where s.project_id = $1 and s.id = any($2::text[])`,
);

/** The logs of those of the sessions that the project has. */
export async function findSessionLogs(
  sql: Sql,
  projectId: string,
  sessionIds: readonly string[],
): Promise<SessionLog[]> {
  const rows = await run(sql, sessionLogsStatement, [projectId, sessionIds]);
  return rows.map(toSessionLog);
}

/** A run's place in its session's log. `endSeq`: its `run.finished`, once it has one. */
export type RunLog = SessionLog & { readonly firstSeq: number; readonly endSeq: number | null };

const runLogStatement = statement<LogRow & { first_seq: number; end_seq: number | null }>(
  "find-run-log",
  `select s.id, s.last_seq, r.first_seq, r.last_seq as end_seq,
     (select e.seq from session_event e where e.project_id = s.project_id and e.session_id = s.id
      order by e.seq limit 1) as oldest_seq
   from run r join session s on s.project_id = r.project_id and s.id = r.session_id
   where r.project_id = $1 and r.id = $2`,
);

/** Null: the project has no such run. */
export async function findRunLog(sql: Sql, projectId: string, runId: string): Promise<RunLog | null> {
  const [row] = await run(sql, runLogStatement, [projectId, runId]);
  return row ? { ...toSessionLog(row), firstSeq: row.first_seq, endSeq: row.end_seq } : null;
}

function toSessionLog(row: LogRow): SessionLog {
  return { sessionId: row.id, lastSeq: row.last_seq, oldestSeq: row.oldest_seq ?? row.last_seq + 1 };
}
