import { splitModelRef } from "@slipway/schemas/models/model-ref";
import type { ProviderApi } from "@slipway/schemas/models/provider";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

/** What decides how a model is asked for an output of a form. */
export type ModelAbility = { readonly api: ProviderApi | "demo"; readonly structuredOutput: boolean };

const abilityStatement = statement<{ api: ProviderApi; structured_output: boolean }>(
  "find-model-ability",
  `select p.api, coalesce((m->>'structuredOutput')::boolean, false) as structured_output
   from provider p, jsonb_array_elements(p.models) m
   where p.project_id = $1 and p.name = $2 and m->>'id' = $3 limit 1`,
);

/** Of a model that is not there, as of the demo: it is asked in words. */
export async function findModelAbility(
  sql: Sql,
  { projectId, ref }: { readonly projectId: string; readonly ref: string },
): Promise<ModelAbility> {
  const { provider, modelId } = splitModelRef(ref);
  const [row] = await run(sql, abilityStatement, [projectId, provider, modelId]);
  return row
    ? { api: row.api, structuredOutput: row.structured_output }
    : { api: "demo", structuredOutput: false };
}
