import { demoModel } from "@slipway/schemas/models/demo-model";
import { splitModelRef } from "@slipway/schemas/models/model-ref";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

const hasStatement = statement<{ found: number }>(
  "has-model",
  `select 1 as found from provider
   where project_id = $1 and name = $2 and models @> jsonb_build_array(jsonb_build_object('id', $3::text))`,
);

/** Whether a project can use `provider/model-id` now. */
export async function hasModel(
  sql: Sql,
  { projectId, ref }: { readonly projectId: string; readonly ref: string },
): Promise<boolean> {
  if (ref === demoModel.ref) return true;
  const { provider, modelId } = splitModelRef(ref);
  const rows = await run(sql, hasStatement, [projectId, provider, modelId]);
  return rows.length > 0;
}
