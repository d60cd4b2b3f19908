import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

type Cursor = { readonly projectId: string; readonly id: string };

type Row = { project_id: string; id: string; snapshot: unknown };

const checkpointsStatement = statement<Row>(
  "list-kept-checkpoint-snapshots",
  `select project_id, id, snapshot from checkpoint
   where snapshot is not null and (project_id, id) > ($1, $2) order by project_id, id limit $3`,
);
const sessionsStatement = statement<Row>(
  "list-kept-session-snapshots",
  `select project_id, id, snapshot from session
   where snapshot is not null and (project_id, id) > ($1, $2) order by project_id, id limit $3`,
);
const uploadsStatement = statement<{ sha256: string }>(
  "list-upload-hashes",
  "select distinct sha256 from upload",
);

const pageSize = 500;

/** Every snapshot that a row of any project names, a page at a time. */
export async function* listKeptSnapshots(sql: Sql): AsyncGenerator<unknown> {
  for (const pages of [checkpointsStatement, sessionsStatement]) {
    let cursor: Cursor = { projectId: "", id: "" };
    for (;;) {
      const rows = await run(sql, pages, [cursor.projectId, cursor.id, pageSize]);
      for (const { snapshot } of rows) yield snapshot;
      const last = rows.at(-1);
      if (!last || rows.length < pageSize) break;
      cursor = { projectId: last.project_id, id: last.id };
    }
  }
}

/** The contents that wait for a workspace. */
export async function listUploadHashes(sql: Sql): Promise<string[]> {
  return (await run(sql, uploadsStatement, [])).map(({ sha256 }) => sha256);
}
