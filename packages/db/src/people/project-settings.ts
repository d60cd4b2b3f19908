import type { Project } from "@slipway/schemas/public-api/project";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

type ProjectRow = { id: string; name: string; captures_content: boolean };

const readStatement = statement<ProjectRow>(
  "read-project-settings",
  "select id, name, captures_content from project where id = $1",
);

const writeStatement = statement<ProjectRow>(
  "write-project-settings",
  "update project set captures_content = $2 where id = $1 returning id, name, captures_content",
);

/** Null: there is no such project. */
export async function readProjectSettings(sql: Sql, projectId: string): Promise<Project | null> {
  const [row] = await run(sql, readStatement, [projectId]);
  return row ? toProject(row) : null;
}

export async function writeProjectSettings(
  sql: Sql,
  { id, capturesContent }: Pick<Project, "id" | "capturesContent">,
): Promise<Project | null> {
  const [row] = await run(sql, writeStatement, [id, capturesContent]);
  return row ? toProject(row) : null;
}

function toProject({ id, name, captures_content: capturesContent }: ProjectRow): Project {
  return { id, name, capturesContent };
}
