import type { OwnerReads } from "@slipway/schemas/public-api/route";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

/** Where each stands, with the project first in its key: one probe for each project, and none of all rows. */
const places: Readonly<Record<OwnerReads, string>> = {
  run: "run r where r.project_id = p.id and r.id = $1",
  session: "session s where s.project_id = p.id and s.id = $1",
  traceId: "span s where s.project_id = p.id and s.trace_id = $1",
};

/** The project that has a run, session or trace. Null: none. A trace can be in several: then the given one goes first. */
export async function findProjectOf(
  sql: Sql,
  { what, id, first }: { readonly what: OwnerReads; readonly id: string; readonly first: string },
): Promise<string | null> {
  const find = statement<{ id: string }>(
    `find-project-of-${what}`,
    `select p.id from project p where exists (select from ${places[what]}) order by p.id <> $2 limit 1`,
  );
  const [found] = await run(sql, find, [id, first]);
  return found?.id ?? null;
}
