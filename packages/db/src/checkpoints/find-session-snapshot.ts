import type { PendingUpload } from "@slipway/schemas/files/upload";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

/** What a session's workspace held when it was last kept, and what people have added since. */
export type SessionSnapshot = {
  /** Null: nothing of the workspace was ever kept. */
  readonly last: {
    /** The checkpoint that it was kept with; null: the session began with it. */
    readonly checkpointId: string | null;
    readonly snapshot: unknown;
  } | null;
  readonly uploads: readonly PendingUpload[];
};

type Row = { id: string | null; snapshot: unknown; uploads: readonly PendingUpload[] | null };

const findStatement = statement<Row>(
  "find-session-snapshot",
  `select c.id, coalesce(c.snapshot, s.snapshot) as snapshot,
     (select json_agg(json_build_object('id', u.id, 'path', u.path, 'sha256', u.sha256, 'size', u.size) order by u.path)
      from upload u where u.project_id = s.project_id and u.session_id = s.id) as uploads
   from session s left join lateral (
     select id, snapshot from checkpoint
     where project_id = s.project_id and session_id = s.id and snapshot is not null
     order by seq desc, id desc limit 1
   ) c on true
   where s.project_id = $1 and s.id = $2`,
);

export async function findSessionSnapshot(
  sql: Sql,
  projectId: string,
  sessionId: string,
): Promise<SessionSnapshot> {
  const [row] = await run(sql, findStatement, [projectId, sessionId]);
  const last = row?.snapshot ? { checkpointId: row.id, snapshot: row.snapshot } : null;
  return { last, uploads: row?.uploads ?? [] };
}
