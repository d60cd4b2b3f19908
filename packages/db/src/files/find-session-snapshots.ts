import type { PendingUpload } from "@slipway/schemas/files/upload";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

export type SessionSnapshots = {
  /** What the workspace held after the last step that wrote, as its row holds it; null: nothing. */
  readonly now: unknown;
  /** What it held when the newest run began. */
  readonly before: unknown;
  /** What people have added since. */
  readonly uploads: readonly PendingUpload[];
};

type Row = { now: unknown; before: unknown; uploads: readonly PendingUpload[] | null };

// A step's snapshot counts until the next one; before the first is what the session began with. What a run has begun with
// is stored as its step 0 where the run before did not leave it so.
const snapshotsStatement = statement<Row>(
  "find-session-snapshots",
  `select
     coalesce(
       (select c.snapshot from checkpoint c
        where c.project_id = s.project_id and c.session_id = s.id and c.snapshot is not null
        order by c.seq desc, c.id desc limit 1),
       s.snapshot) as now,
     coalesce(
       (select c.snapshot from checkpoint c
        where c.project_id = s.project_id and c.session_id = s.id and c.snapshot is not null
          and (c.step = 0 or c.run_id is distinct from (
            select r.id from run r
            where r.project_id = s.project_id and r.session_id = s.id and r.started_at is not null
            order by r.id desc limit 1))
        order by c.seq desc, c.id desc limit 1),
       s.snapshot) as before,
     (select json_agg(json_build_object('id', u.id, 'path', u.path, 'sha256', u.sha256, 'size', u.size) order by u.path)
      from upload u where u.project_id = s.project_id and u.session_id = s.id) as uploads
   from session s where s.project_id = $1 and s.id = $2`,
);

/** Null: the project has no such session. */
export async function findSessionSnapshots(
  sql: Sql,
  projectId: string,
  sessionId: string,
): Promise<SessionSnapshots | null> {
  const [row] = await run(sql, snapshotsStatement, [projectId, sessionId]);
  return row ? { now: row.now, before: row.before, uploads: row.uploads ?? [] } : null;
}
