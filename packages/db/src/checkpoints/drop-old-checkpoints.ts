import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

export type DropOldCheckpoints = {
  /** Only of sessions in which nothing happened since. */
  readonly idleSince: Date;
  /** So many at most: nobody waits long for a lock. */
  readonly limit: number;
};

// What stays of an idle session is its last run's steps, and the last snapshot before them, which they and the list of
// its files are held against. A session in which a run waits or works is not idle, however long ago it began.
const dropStatement = statement<{ dropped: number }>(
  "drop-old-checkpoints",
  `with idle as (
     select s.project_id, s.id, (
       select r.id from run r where r.project_id = s.project_id and r.session_id = s.id and r.started_at is not null
       order by r.first_seq desc limit 1
     ) as last_run_id
     from session s
     where s.updated_at < $1 and s.active_run_id is null and not exists (
       select 1 from run q where q.project_id = s.project_id and q.session_id = s.id and q.status = 'queued'
     )
   ), old as (
     select c.project_id, c.id from checkpoint c join idle i on i.project_id = c.project_id and i.id = c.session_id
     where c.run_id is distinct from i.last_run_id and c.seq < (
       select max(k.seq) from checkpoint k
       where k.project_id = c.project_id and k.session_id = c.session_id and k.snapshot is not null
         and k.run_id is distinct from i.last_run_id
     )
       -- A retry can go on from the steps of the runs before it: those that the last run began with stay.
       and not exists (
         select 1 from run r where r.project_id = c.project_id and r.id = i.last_run_id and r.continues is not null
       )
     limit $2
   ), gone as (
     delete from checkpoint c using old where c.project_id = old.project_id and c.id = old.id returning 1
   )
   select count(*)::int as dropped from gone`,
);

/** Forgets steps of long ago that nobody can be expected to branch from. Returns how many. */
export async function dropOldCheckpoints(
  sql: Sql,
  { idleSince, limit }: DropOldCheckpoints,
): Promise<number> {
  const [row] = await run(sql, dropStatement, [idleSince, limit]);
  return row?.dropped ?? 0;
}
