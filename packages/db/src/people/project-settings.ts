import type { Project, UpdateProject } from "@slipway/schemas/public-api/project";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

type ProjectRow = { id: string; name: string; captures_content: boolean; retention_days: number | null };

const readStatement = statement<ProjectRow>(
  "read-project-settings",
  "select id, name, captures_content, retention_days from project where id = $1",
);

const writeStatement = statement<ProjectRow>(
  "write-project-settings",
  `update project set captures_content = coalesce($2, captures_content),
     retention_days = case when $3 then $4 else retention_days end
   where id = $1 returning id, name, captures_content, retention_days`,
);

/** Null: there is no such project. */
export async function readProjectSettings(sql: Sql, projectId: string): Promise<Project | null> {
  const [row] = await run(sql, readStatement, [projectId]);
  return row ? toProject(row) : null;
}

export async function writeProjectSettings(
  sql: Sql,
  { id, capturesContent, retentionDays }: UpdateProject & Pick<Project, "id">,
): Promise<Project | null> {
  const [row] = await run(sql, writeStatement, [
    id,
    capturesContent ?? null,
    retentionDays !== undefined,
    retentionDays ?? null,
  ]);
  return row ? toProject(row) : null;
}

function toProject({ id, name, captures_content, retention_days }: ProjectRow): Project {
  return { id, name, capturesContent: captures_content, retentionDays: retention_days };
}
