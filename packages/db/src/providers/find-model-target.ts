import { demoModel } from "@slipway/schemas/models/demo-model";
import { type Model, ProviderModel } from "@slipway/schemas/models/model";
import { splitModelRef } from "@slipway/schemas/models/model-ref";
import type { ProviderApi } from "@slipway/schemas/models/provider";
import type { Sql } from "#db.ts";
import { type ModelAddress, modelAddress } from "#providers/model-address.ts";
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

const addressStatement = statement<{ address: ModelAddress | null }>(
  "find-model-target",
  `select ${modelAddress({ project: "$1", ref: "$2::text" })} as address`,
);

export type FindModelTarget = { readonly projectId: string; readonly ref: string };

/** Resolves `provider/model-id`, or says what is missing. Throws a SecretBoxError when the key cannot be opened. */
export async function findModelTarget(
  sql: Sql,
  secretBox: SecretBox,
  wanted: FindModelTarget,
): Promise<ModelTarget> {
  if (splitModelRef(wanted.ref).provider === demoModel.provider)
    return toModelTarget(secretBox, wanted, null);
  const [row] = await run(sql, addressStatement, [wanted.projectId, wanted.ref]);
  return toModelTarget(secretBox, wanted, row?.address ?? null);
}

/** The same where the provider's row was read before. */
export function toModelTarget(
  secretBox: SecretBox,
  { projectId, ref }: FindModelTarget,
  address: ModelAddress | null,
): ModelTarget {
  if (ref === demoModel.ref) return { kind: "demo", model: demoModel };
  const { provider, modelId } = splitModelRef(ref);
  if (provider === demoModel.provider) return { kind: "unknown_model", provider, modelId };
  if (!address) return { kind: "unknown_provider", provider };
  const { id, api, baseUrl, secret } = address;
  if (address.model === null) return { kind: "unknown_model", provider, modelId };
  return {
    kind: "endpoint",
    model: toModel({ provider, api, model: ProviderModel.parse(address.model) }),
    api,
    baseUrl,
    apiKey: secret === null ? null : secretBox.open(secret, { projectId, rowId: id }),
  };
}
