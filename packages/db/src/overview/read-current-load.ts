import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

export type CurrentLoad = {
  readonly running: number;
  readonly queued: number;
  readonly waiting: number;
  /** How long the run that could start has waited longest; null: none waits. */
  readonly oldestQueuedMs: number | null;
};

// Each has a partial index of its own: none of them reads what has ended.
const loadStatement = statement<{
  running: number;
  queued: number;
  waiting: number;
  oldest_ms: number | null;
}>(
  "read-current-load",
  `select (select count(*)::int from run where status in ('starting', 'running')) as running,
     (select count(*)::int from run where status = 'queued') as queued,
     (select count(*)::int from run where status = 'waiting') as waiting,
     (select (extract(epoch from now() - min(ready_at)) * 1000)::float8 from run
       where status = 'queued' and ready_at is not null) as oldest_ms`,
);

/** How many runs of all projects are at work or wait, and for how long. */
export async function readCurrentLoad(sql: Sql): Promise<CurrentLoad> {
  const [row] = await run(sql, loadStatement, []);
  if (!row) throw new Error("A count has always a row.");
  const { running, queued, waiting, oldest_ms: oldest } = row;
  return {
    running,
    queued,
    waiting,
    oldestQueuedMs: oldest === null ? null : Math.max(0, Math.round(oldest)),
  };
}
