import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

const valuesStatement = statement<{ variables: Record<string, string> }>(
  "find-session-values",
  `select input->'variables' as variables from run
   where project_id = $1 and session_id = $2 and input->'variables' is not null
   order by id desc limit 1`,
);

/** The values of variables that a session has. Each run keeps all of them, so its newest one is enough. */
export async function findSessionValues(
  sql: Sql,
  projectId: string,
  sessionId: string,
): Promise<Readonly<Record<string, string>>> {
  const [row] = await run(sql, valuesStatement, [projectId, sessionId]);
  return row?.variables ?? {};
}
