import type { RunConfig } from "@slipway/schemas/runs/run-config";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

const findStatement = statement<RunConfig>(
  "find-run-config",
  `select r.revision, coalesce(r.draft_config, v.config) as config
   from run r left join revision v on v.project_id = r.project_id and v.app_id = r.app_id and v.number = r.revision
   where r.project_id = $1 and r.id = $2`,
);

/** What a run was configured with: its revision, or the draft that was kept with it. Null: there is no such run. */
export async function findRunConfig(sql: Sql, projectId: string, runId: string): Promise<RunConfig | null> {
  const [found] = await run(sql, findStatement, [projectId, runId]);
  return found ?? null;
}
