import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

const turnStatement = statement<{ id: number }>(
  "take-sweep-turn",
  `update sweep set swept_at = clock_timestamp()
   where id = 1 and swept_at <= clock_timestamp() - make_interval(secs => $1::float8 / 1000)
   returning id`,
);

/**
 * Whether it is this process's turn to sweep: nobody has for `minGapMs`. Of any number of processes that ask each second
 * one works, and the others have asked one cheap question. An answer, whichever, proves that the database stored
 * something less than `minGapMs` ago.
 */
export async function takeSweepTurn(sql: Sql, minGapMs: number): Promise<boolean> {
  const rows = await run(sql, turnStatement, [minGapMs]);
  return rows.length > 0;
}
