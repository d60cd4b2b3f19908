import { demoModel } from "@slipway/schemas/models/demo-model";
import { type Model, ProviderModel } from "@slipway/schemas/models/model";
import { splitModelRef } from "@slipway/schemas/models/model-ref";
import type { ProviderApi } from "@slipway/schemas/models/provider";
import type { Sql } from "#db.ts";
import { toModel } from "#providers/to-model.ts";
import type { SecretBox } from "#secrets/secret-box.ts";
import { run, statement } from "#statement.ts";

/** Where a model is called and with what. The key is in clear: it goes into a request's header and nowhere else. */
export type ModelTarget =
  | { readonly kind: "demo"; readonly model: Model }
  | {
      readonly kind: "endpoint";
      readonly model: Model;
      readonly api: ProviderApi;
      readonly baseUrl: string;
      readonly apiKey: string | null;
    }
  | { readonly kind: "unknown_provider"; readonly provider: string }
  | { readonly kind: "unknown_model"; readonly provider: string; readonly modelId: string };

type Row = {
  id: string;
  api: ProviderApi;
  base_url: string;
  secret: string | null;
  /** Null: the provider does not list that model. */
  model: unknown;
};

const targetStatement = statement<Row>(
  "find-model-target",
  `select p.id, p.api, p.base_url, p.secret,
     (select m from jsonb_array_elements(p.models) m where m->>'id' = $3 limit 1) as model
   from provider p where p.project_id = $1 and p.name = $2`,
);

export type FindModelTarget = { readonly projectId: string; readonly ref: string };

/** Resolves `provider/model-id`, or says what is missing. Throws a SecretBoxError when the key cannot be opened. */
export async function findModelTarget(
  sql: Sql,
  secretBox: SecretBox,
  { projectId, ref }: FindModelTarget,
): Promise<ModelTarget> {
  if (ref === demoModel.ref) return { kind: "demo", model: demoModel };
  const { provider, modelId } = splitModelRef(ref);
  if (provider === demoModel.provider) return { kind: "unknown_model", provider, modelId };
  const [row] = await run(sql, targetStatement, [projectId, provider, modelId]);
  if (!row) return { kind: "unknown_provider", provider };
  if (row.model === null) return { kind: "unknown_model", provider, modelId };
  return {
    kind: "endpoint",
    model: toModel({ provider, api: row.api, model: ProviderModel.parse(row.model) }),
    api: row.api,
    baseUrl: row.base_url,
    apiKey: row.secret === null ? null : secretBox.open(row.secret, { projectId, rowId: row.id }),
  };
}
