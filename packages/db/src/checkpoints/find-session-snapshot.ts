import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

/** What a session's workspace held when it was last kept. */
export type SessionSnapshot = {
  /** The checkpoint that it was kept with; null: the session began with it. */
  readonly checkpointId: string | null;
  readonly manifest: unknown;
};

const findStatement = statement<{ checkpoint_id: string | null; manifest: unknown }>(
  "find-session-snapshot",
  `(select id as checkpoint_id, snapshot as manifest from checkpoint
    where project_id = $1 and session_id = $2 and snapshot is not null order by seq desc limit 1)
   union all
   (select null, snapshot from session where project_id = $1 and id = $2 and snapshot is not null)
   limit 1`,
);

/** Null: nothing of the workspace was ever kept. */
export async function findSessionSnapshot(
  sql: Sql,
  projectId: string,
  sessionId: string,
): Promise<SessionSnapshot | null> {
  const [row] = await run(sql, findStatement, [projectId, sessionId]);
  return row ? { checkpointId: row.checkpoint_id, manifest: row.manifest } : null;
}
