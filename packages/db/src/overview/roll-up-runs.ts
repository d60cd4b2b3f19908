import { type Db, inTransaction } from "#db.ts";
import { run, statement } from "#statement.ts";

/** Ends are stored late while the database is away: minutes as old as this are counted again. */
const settledAfterMs = 60 * 60_000;

const untilStatement = statement<{ until: Date }>(
  "lock-rollup",
  "select until from rollup where name = 'run_minute' for update",
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

/**
 * Counts the runs that ended, minute by minute, up to the last whole one. Counting again gives the same, so it can be
 * done at any time and by anybody. Returns how many minutes of projects were written.
 */
export async function rollUpRuns(db: Db, now: Date): Promise<number> {
  const end = new Date(Math.floor(now.getTime() / 60_000) * 60_000);
  return await inTransaction(db, async (tx) => {
    const [before] = await run(tx, untilStatement, []);
    // What retention has removed since stays counted: only minutes that still change are counted again.
    const from = before ? new Date(before.until.getTime() - settledAfterMs) : new Date(0);
    const counted = await run(tx, countStatement, [from, end]);
    await run(tx, markStatement, [end]);
    return counted.length;
  });
}
