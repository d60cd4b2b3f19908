import type { RunView } from "@slipway/schemas/public-api/run-view";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";
import { type RunViewRow, runViewColumns, toRunView } from "#views/run-view-row.ts";

const listStatement = statement<RunViewRow>(
  "list-run-views",
  `select ${runViewColumns} from run_view
   where project_id = $1 and (user_id is null or user_id = $2) order by lower(name), id`,
);

export type Viewing = {
  readonly projectId: string;
  /** The id of the person or key that asks: they see the project's views and their own. */
  readonly asker: string;
};

/** All saved views that somebody has. */
export async function listRunViews(sql: Sql, { projectId, asker }: Viewing): Promise<RunView[]> {
  return (await run(sql, listStatement, [projectId, asker])).map(toRunView);
}

const findStatement = statement<RunViewRow>(
  "find-run-view",
  `select ${runViewColumns} from run_view
   where project_id = $1 and (user_id is null or user_id = $2) and id = $3`,
);

/** Null: there is no such view, or it is somebody else's. */
export async function findRunView(
  sql: Sql,
  { projectId, asker, id }: Viewing & { readonly id: string },
): Promise<RunView | null> {
  const [row] = await run(sql, findStatement, [projectId, asker, id]);
  return row ? toRunView(row) : null;
}
