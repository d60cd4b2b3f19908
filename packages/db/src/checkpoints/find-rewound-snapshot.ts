import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

export type FindRewound = {
  readonly projectId: string;
  readonly sessionId: string;
  /** The run that goes on from a checkpoint. */
  readonly runId: string;
  readonly checkpointId: string;
};

// Once the run has kept its workspace, that counts.
const findStatement = statement<{ snapshot: unknown }>(
  "find-rewound-snapshot",
  `select coalesce(
     (select t.snapshot from checkpoint t
      where t.project_id = c.project_id and t.session_id = c.session_id and t.seq <= c.seq and t.snapshot is not null
      order by t.seq desc, t.id desc limit 1),
     s.snapshot) as snapshot
   from checkpoint c join session s on s.project_id = c.project_id and s.id = c.session_id
   where c.project_id = $1 and c.session_id = $2 and c.id = $4 and not exists (
     select 1 from checkpoint own
     where own.project_id = c.project_id and own.session_id = c.session_id and own.run_id = $3
       and own.snapshot is not null
   )`,
);

/** What the workspace of a run that goes on from a checkpoint has to begin with. Null: it has begun already. */
export async function findRewoundSnapshot(
  sql: Sql,
  { projectId, sessionId, runId, checkpointId }: FindRewound,
): Promise<{ readonly snapshot: unknown } | null> {
  const [row] = await run(sql, findStatement, [projectId, sessionId, runId, checkpointId]);
  return row ?? null;
}
