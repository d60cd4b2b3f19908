import { type Db, inTransaction } from "#db.ts";
import { run, statement } from "#statement.ts";

/** Ends are stored late while the database is away: minutes as old as this are counted again. */
const settledAfterMs = 60 * 60_000;

const untilStatement = statement<{ until: Date }>(
  "read-rollup",
  "select until from rollup where name = 'run_minute'",
);

const countStatement = statement<{ minute: Date }>(
  "roll-up-runs",
  `insert into run_minute (minute, project_id, runs, failed, cancelled, tokens, cost_micro_usd)
   select date_trunc('minute', finished_at), project_id, count(*), count(*) filter (where status = 'failed'),
     count(*) filter (where status = 'cancelled'), sum(input_tokens::bigint + output_tokens),
     coalesce(sum(cost_micro_usd), 0)
   from run where finished_at >= $1 and finished_at < $2
   group by 1, 2
   on conflict (minute, project_id) do update set runs = excluded.runs, failed = excluded.failed,
     cancelled = excluded.cancelled, tokens = excluded.tokens, cost_micro_usd = excluded.cost_micro_usd
   returning minute`,
);

const markStatement = statement<{ name: string }>(
  "mark-rollup",
  `insert into rollup (name, until) values ('run_minute', $1)
   on conflict (name) do update set until = greatest(rollup.until, excluded.until)`,
);

// No run ended before the first one began: each project's first is found by its key.
const firstStatement = statement<{ first: Date | null }>(
  "find-first-run-of-all",
  `select min(f.created_at) as first from project p cross join lateral (
     select created_at from run where project_id = p.id order by id limit 1
   ) f`,
);

/** Runs of so long are counted by one statement: none takes long, also where a year is to be made up for. */
const sliceMs = 24 * 60 * 60_000;

/**
 * Counts the runs that ended, minute by minute, up to the last whole one. Counting again gives the same, so it can be
 * done at any time and by anybody. Returns how many minutes of projects were written.
 */
export async function rollUpRuns(db: Db, now: Date): Promise<number> {
  const end = Math.floor(now.getTime() / 60_000) * 60_000;
  let written = 0;
  for (let from = await findStart(db, end); from < end; from += sliceMs) {
    written += await countSlice(db, from, Math.min(end, from + sliceMs));
  }
  return written;
}

async function findStart(db: Db, end: number): Promise<number> {
  const [before] = await run(db.pool, untilStatement, []);
  // What retention has removed since stays counted: only minutes that still change are counted again.
  if (before) return before.until.getTime() - settledAfterMs;
  const [found] = await run(db.pool, firstStatement, []);
  return Math.floor((found?.first?.getTime() ?? end) / 60_000) * 60_000;
}

/** The minutes and how far they go change together: readers take what is later from the runs themselves. */
async function countSlice(db: Db, from: number, until: number): Promise<number> {
  return await inTransaction(db, async (tx) => {
    const counted = await run(tx, countStatement, [new Date(from), new Date(until)]);
    await run(tx, markStatement, [new Date(until)]);
    return counted.length;
  });
}
