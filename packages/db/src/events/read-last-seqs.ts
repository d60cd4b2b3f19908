import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

const lastSeqsStatement = statement<{ id: string; last_seq: number }>(
  "read-last-seqs",
  `select s.id, s.last_seq
   from unnest((select $1::text[]), (select $2::text[])) as t(project_id, id)
   join session s on s.project_id = t.project_id and s.id = t.id`,
);

/** The last event's number of each session: tells whether a notification was lost. */
export async function readLastSeqs(
  sql: Sql,
  sessions: readonly { readonly projectId: string; readonly sessionId: string }[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await run(sql, lastSeqsStatement, [
    sessions.map((session) => session.projectId),
    sessions.map((session) => session.sessionId),
  ]);
  return new Map(rows.map((row) => [row.id, row.last_seq]));
}
