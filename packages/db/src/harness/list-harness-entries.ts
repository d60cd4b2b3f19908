import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

const listStatement = statement<{ data: Record<string, unknown> }>(
  "list-harness-entries",
  "select data from harness_entry where project_id = $1 and session_id = $2 order by seq, ordinal",
);

/** What the model has seen of a session so far, oldest first. */
export async function listHarnessEntries(
  sql: Sql,
  projectId: string,
  sessionId: string,
): Promise<Record<string, unknown>[]> {
  const rows = await run(sql, listStatement, [projectId, sessionId]);
  return rows.map((row) => row.data);
}
