import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

const findStatement = statement<{ session_id: string }>(
  "find-run-session",
  "select session_id from run where project_id = $1 and id = $2",
);

/** The session of a run, to be locked before the run is touched. Null: the project has no such run. */
export async function findSessionOfRun(sql: Sql, projectId: string, runId: string): Promise<string | null> {
  const [found] = await run(sql, findStatement, [projectId, runId]);
  return found?.session_id ?? null;
}
