import type { RunSender } from "@slipway/schemas/runs/run-sender";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

const listStatement = statement<RunSender>(
  "list-run-senders",
  `select id, kind, name from (
     select u.id, 'person' as kind, u.name from "user" u
     where exists (select from member m where m.project_id = any($1::text[]) and m.user_id = u.id)
       or exists (select from run_fact h where h.project_id = any($1::text[]) and h.user_id = u.id)
     union all
     select k.id, 'key' as kind, k.name from api_key k where k.project_id = any($1::text[])
   ) senders order by lower(name), id`,
);

/** The people and API keys that runs of these projects can come from: those of now, and those that are gone but have runs. */
export async function listRunSenders(sql: Sql, projectIds: readonly string[]): Promise<RunSender[]> {
  return await run(sql, listStatement, [projectIds]);
}
