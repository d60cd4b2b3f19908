import type { ProjectName } from "@slipway/schemas/public-api/admin-runs";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

const listStatement = statement<ProjectName>(
  "list-projects",
  "select id, name from project order by lower(name), id",
);

/** All projects of the instance, by name. */
export async function listProjects(sql: Sql): Promise<ProjectName[]> {
  return await run(sql, listStatement, []);
}
