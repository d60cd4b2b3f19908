import { SnapshotManifest } from "@slipway/schemas/files/snapshot-manifest";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

export type SessionSnapshots = {
  /** What the workspace held after the last step that wrote. */
  readonly now: SnapshotManifest;
  /** What it held when the newest run began. */
  readonly before: SnapshotManifest;
};

// A step's snapshot counts until the next one; before the first is what the session began with.
const snapshotsStatement = statement<{ now: unknown; before: unknown }>(
  "find-session-snapshots",
  `select
     coalesce(
       (select c.snapshot from checkpoint c
        where c.project_id = s.project_id and c.session_id = s.id and c.snapshot is not null
        order by c.seq desc limit 1),
       s.snapshot) as now,
     coalesce(
       (select c.snapshot from checkpoint c
        where c.project_id = s.project_id and c.session_id = s.id and c.snapshot is not null
          and c.run_id is distinct from (
            select r.id from run r
            where r.project_id = s.project_id and r.session_id = s.id and r.started_at is not null
            order by r.id desc limit 1)
        order by c.seq desc limit 1),
       s.snapshot) as before
   from session s where s.project_id = $1 and s.id = $2`,
);

const empty: SnapshotManifest = { entries: [], leftOut: [], leftOutCount: 0 };

/** Null: the project has no such session. One in which nothing was written yet has empty snapshots. */
export async function findSessionSnapshots(
  sql: Sql,
  projectId: string,
  sessionId: string,
): Promise<SessionSnapshots | null> {
  const [row] = await run(sql, snapshotsStatement, [projectId, sessionId]);
  return row ? { now: read(row.now), before: read(row.before) } : null;
}

function read(value: unknown): SnapshotManifest {
  return value === null ? empty : SnapshotManifest.parse(value);
}
