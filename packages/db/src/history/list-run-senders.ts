import type { RunSender } from "@slipway/schemas/runs/run-sender";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

const listStatement = statement<RunSender>(
  "list-run-senders",
  `select id, kind, name from (
     select u.id, 'person' as kind, u.name from "user" u
     where exists (select from member m where m.project_id = $1 and m.user_id = u.id)
       or exists (select from run_fact h where h.project_id = $1 and h.user_id = u.id)
     union all
     select k.id, 'key' as kind, k.name from api_key k where k.project_id = $1
   ) senders order by lower(name), id`,
);

/** The people and API keys that a project's runs can come from: those of now, and those that are gone but have runs. */
export async function listRunSenders(sql: Sql, projectId: string): Promise<RunSender[]> {
  return await run(sql, listStatement, [projectId]);
}
