import type { App } from "@slipway/schemas/apps/app";
import type { AppType } from "@slipway/schemas/apps/app-type";
import { Prisma } from "#generated/prisma/client.ts";
import { actorName } from "#people/actor-name.ts";

export type AppRow = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly type: AppType;
  readonly model: string | null;
  readonly latest_revision: number;
  readonly deployments: Readonly<Record<string, number>> | null;
  readonly created_by: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly last_run_at: Date | null;
  readonly archived_at: Date | null;
};

/** Selects {@link AppRow}s; a `where` on `a` follows. What is looked up for each app is one index probe. */
export const selectApps = Prisma.sql`
  select a.id, a.slug, a.name, a.type, a.latest_revision, a.created_at, a.updated_at, a.archived_at,
    ${actorName("a", "created_by")} as created_by,
    newest.model, deployed.deployments, last_run.created_at as last_run_at
  from app a
  left join lateral (
    select r.config->>'model' as model from revision r
    where r.project_id = a.project_id and r.app_id = a.id and r.number = a.latest_revision
  ) newest on true
  left join lateral (
    select jsonb_object_agg(d.environment, d.revision) as deployments from (
      select distinct on (environment) environment, revision from deployment
      where project_id = a.project_id and app_id = a.id
      order by environment, number desc
    ) d
  ) deployed on true
  left join lateral (
    select r.created_at from run r
    where r.project_id = a.project_id and r.app_id = a.id
    order by r.id desc limit 1
  ) last_run on true`;

export function toApp(row: AppRow): App {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    type: row.type,
    model: row.model,
    latestRevision: row.latest_revision,
    deployments: row.deployments ?? {},
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    lastRunAt: row.last_run_at?.toISOString() ?? null,
    archivedAt: row.archived_at?.toISOString() ?? null,
  };
}
