import type { AppType } from "@slipway/schemas/apps/app-type";
import { newId } from "@slipway/schemas/ids";
import type { ProviderModel } from "@slipway/schemas/models/model";
import type { ProviderApi } from "@slipway/schemas/models/provider";
import type { Sql } from "#db.ts";
import { createSecretBox } from "#secrets/secret-box.ts";
import { parseSecretKeys } from "#secrets/secret-keys.ts";

/** The secret key of every test: 32 zero bytes. */
export const testSecretKey = Buffer.alloc(32).toString("base64");

export type GivenApp = {
  readonly projectId: string;
  readonly app: { readonly id: string; readonly slug: string; readonly type: AppType };
};

type ProviderOptions = {
  readonly api?: ProviderApi;
  readonly baseUrl: string;
  readonly apiKey?: string;
  readonly models?: readonly ProviderModel[];
};

type AppOptions = {
  readonly type?: AppType;
  readonly config?: Readonly<Record<string, unknown>>;
  /** A provider called `scripted`, where the model server listens. */
  readonly provider?: ProviderOptions;
};

/** A project of its own with an app, by default a chat on the demo model. */
export async function givenApp(
  sql: Sql,
  { type = "chat", config = {}, provider }: AppOptions = {},
): Promise<GivenApp> {
  const projectId = newId("project");
  const app = { id: newId("app"), slug: "helper", type };
  await sql.query("insert into project (id, slug, name) values ($1, $1, 'Test')", [projectId]);
  if (provider) await givenProvider(sql, projectId, provider);
  await sql.query(
    `insert into app (project_id, id, slug, name, type, latest_revision, updated_at)
     values ($1, $2, $3, 'Helper', $4, 1, now())`,
    [projectId, app.id, app.slug, app.type],
  );
  const model = provider ? "scripted/scripted" : "demo/demo";
  await sql.query(
    "insert into revision (project_id, app_id, number, config, message) values ($1, $2, 1, $3, 'First')",
    [
      projectId,
      app.id,
      JSON.stringify({ model, ...(type === "completion" ? {} : { instructions: "" }), ...config }),
    ],
  );
  return { projectId, app };
}

async function givenProvider(sql: Sql, projectId: string, provider: ProviderOptions): Promise<void> {
  const { api = "openai-completions", baseUrl, apiKey, models = [{ id: "scripted" }] } = provider;
  const id = newId("provider");
  const box = createSecretBox(parseSecretKeys(testSecretKey));
  const secret = apiKey === undefined ? null : box.seal(apiKey, { projectId, rowId: id });
  await sql.query(
    `insert into provider (project_id, id, name, api, base_url, secret, models, updated_at)
     values ($1, $2, 'scripted', $3, $4, $5, $6, now())`,
    [projectId, id, api, baseUrl, secret, JSON.stringify(models)],
  );
}
