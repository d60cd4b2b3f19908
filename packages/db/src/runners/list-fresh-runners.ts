import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

const freshStatement = statement<{ contract_version: string }>(
  "list-fresh-runners",
  `select contract_version from runner
   where heartbeat_at > now() - interval '10 seconds' and draining_at is null`,
);

/** The contract versions of the runners that take work now, one for each. */
export async function listFreshRunners(sql: Sql): Promise<string[]> {
  const rows = await run(sql, freshStatement, []);
  return rows.map((row) => row.contract_version);
}
