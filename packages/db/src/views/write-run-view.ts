import { newId } from "@slipway/schemas/ids";
import {
  type CreateRunView,
  maxRunViews,
  type RunView,
  type UpdateRunView,
} from "@slipway/schemas/public-api/run-view";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";
import type { Viewing } from "#views/list-run-views.ts";
import { type RunViewRow, runViewColumns, toRunView } from "#views/run-view-row.ts";

/** Two at once may find the last place: a view too many does no harm. */
const hasRoom = `(
  select count(*) from run_view o
  where o.project_id = $1 and o.id <> $2 and o.user_id is not distinct from $3) < ${maxRunViews}`;

const createStatement = statement<RunViewRow>(
  "create-run-view",
  `insert into run_view (project_id, id, user_id, name, filters)
   select $1, $2, $3, $4, $5::jsonb where ${hasRoom} returning ${runViewColumns}`,
);

/** Saves a view. `full`: whoever it is for has as many as they can have. */
export async function createRunView(
  sql: Sql,
  { projectId, asker, name, filters, isShared }: Viewing & CreateRunView,
): Promise<RunView | "full"> {
  const owner = isShared ? null : asker;
  const values = [projectId, newId("view"), owner, name, JSON.stringify(filters)];
  const [row] = await run(sql, createStatement, values);
  return row ? toRunView(row) : "full";
}

const updateStatement = statement<RunViewRow>(
  "update-run-view",
  `update run_view set user_id = $3, name = coalesce($5, name), filters = coalesce($6::jsonb, filters), updated_at = now()
   where project_id = $1 and id = $2 and (user_id is null or user_id = $4) and ${hasRoom} returning ${runViewColumns}`,
);

type Update = Viewing & UpdateRunView & { readonly view: RunView };

/** Changes a view that was found. `full`: whoever it is for from now on has as many as they can have, or it is gone. */
export async function updateRunView(
  sql: Sql,
  { projectId, asker, view, name, filters, isShared = view.isShared }: Update,
): Promise<RunView | "full"> {
  const owner = isShared ? null : asker;
  const changed = [name ?? null, filters ? JSON.stringify(filters) : null];
  const [row] = await run(sql, updateStatement, [projectId, view.id, owner, asker, ...changed]);
  return row ? toRunView(row) : "full";
}

const deleteStatement = statement<{ id: string }>(
  "delete-run-view",
  "delete from run_view where project_id = $1 and id = $2 and (user_id is null or user_id = $3) returning id",
);

export async function deleteRunView(
  sql: Sql,
  { projectId, asker, id }: Viewing & { readonly id: string },
): Promise<void> {
  await run(sql, deleteStatement, [projectId, id, asker]);
}
