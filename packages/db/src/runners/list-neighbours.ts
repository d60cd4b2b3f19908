import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

const neighboursStatement = statement<{ id: string; process: string }>(
  "list-neighbours",
  "select id, process from runner where starts_with(process, $1 || '/')",
);

/** The runners whose processes share the pids of the given machine, the asking one included. */
export async function listNeighbours(
  sql: Sql,
  machine: string,
): Promise<{ readonly id: string; readonly process: string }[]> {
  return await run(sql, neighboursStatement, [machine]);
}
