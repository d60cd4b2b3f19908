import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

export type RemoveUpload = { readonly projectId: string; readonly sessionId: string; readonly path: string };

const removeStatement = statement<{ id: string }>(
  "remove-upload",
  "delete from upload where project_id = $1 and session_id = $2 and path = $3 returning id",
);

/** Takes back a file that no run has found in the workspace yet. False: none waits under this path. */
export async function removeUpload(sql: Sql, { projectId, sessionId, path }: RemoveUpload): Promise<boolean> {
  const rows = await run(sql, removeStatement, [projectId, sessionId, path]);
  return rows.length > 0;
}
