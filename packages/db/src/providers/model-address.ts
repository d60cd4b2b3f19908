import type { ProviderApi } from "@slipway/schemas/models/provider";

/** A provider's row as far as calling one of its models needs it. */
export type ModelAddress = {
  readonly id: string;
  readonly api: ProviderApi;
  readonly baseUrl: string;
  /** Sealed. */
  readonly secret: string | null;
  /** Null: the provider does not list that model. */
  readonly model: unknown;
};

/** SQL for the {@link ModelAddress} of what a text names as `provider/model-id`; null where there is no such provider. */
export function modelAddress({ project, ref }: { readonly project: string; readonly ref: string }): string {
  return `(
       select jsonb_build_object('id', p.id, 'api', p.api, 'baseUrl', p.base_url, 'secret', p.secret, 'model', (
         select m from jsonb_array_elements(p.models) m
         where m->>'id' = substr(${ref}, strpos(${ref}, '/') + 1) limit 1
       ))
       from provider p where p.project_id = ${project} and p.name = split_part(${ref}, '/', 1)
     )`;
}
