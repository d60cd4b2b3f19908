import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

const findStatement = statement<{ config: unknown }>(
  "find-revision-config",
  "select config from revision where project_id = $1 and app_id = $2 and number = $3",
);

/** The configuration of one revision; undefined when there is no such revision. */
export async function findRevisionConfig(
  sql: Sql,
  { projectId, appId, revision }: { projectId: string; appId: string; revision: number },
): Promise<unknown> {
  const [row] = await run(sql, findStatement, [projectId, appId, revision]);
  return row?.config;
}
