import type { Db } from "#db.ts";
import { runTogether } from "#journeys.ts";
import { isInRecord, retriesOf } from "#runs/superseded.ts";
import { statement } from "#statement.ts";

const listStatement = statement<{ data: Record<string, unknown> }>(
  "list-harness-entries",
  `with ${retriesOf("$1", "$2")}
   select e.data from harness_entry e
   where e.project_id = $1 and e.session_id = $2 and ${isInRecord("e")}
   order by e.seq, e.ordinal`,
);

/** What the model has seen of a session so far, oldest first. What a run said that was answered anew is left out. */
export async function listHarnessEntries(
  db: Db,
  projectId: string,
  sessionId: string,
): Promise<Record<string, unknown>[]> {
  const rows = await runTogether(db, { statement: listStatement, values: [projectId, sessionId] });
  return rows.map((row) => row.data);
}
