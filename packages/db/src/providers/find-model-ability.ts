import { demoModel } from "@slipway/schemas/models/demo-model";
import { ProviderModel } from "@slipway/schemas/models/model";
import { splitModelRef } from "@slipway/schemas/models/model-ref";
import type { ProviderApi } from "@slipway/schemas/models/provider";
import type { ParameterTaker } from "@slipway/schemas/models/untaken-parameters";
import type { Sql } from "#db.ts";
import { toModel } from "#providers/to-model.ts";
import { run, statement } from "#statement.ts";

/** What decides how a model is asked for an output of a form, and which parameters it is sent. */
export type ModelAbility = ParameterTaker & { readonly structuredOutput: boolean };

const abilityStatement = statement<{ api: ProviderApi; model: unknown }>(
  "find-model-ability",
  `select p.api, m as model
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
  if (!row) return { ...demoModel, api: "demo", structuredOutput: false };
  const model = toModel({ provider, api: row.api, model: ProviderModel.parse(row.model) });
  return { ...model, api: row.api, structuredOutput: model.structuredOutput ?? false };
}
