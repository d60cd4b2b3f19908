import type { Sql } from "@slipway/db/db";
import { createRecentlyUsed } from "@slipway/db/recently-used";
import type { InvokeTarget } from "@slipway/db/runs/find-invoke-target";
import { findRevisionConfig } from "@slipway/db/runs/find-revision-config";
import { type AppConfig, parseAppConfig } from "@slipway/schemas/apps/app-config";
import { AppError } from "@slipway/schemas/errors/app-error";
import type { InvokeRequest } from "@slipway/schemas/public-api/invoke";
import { readConfig } from "#public-api/config/read-config.ts";

export type ResolvedConfig = {
  readonly config: AppConfig;
  /** Null: a draft. */
  readonly revision: number | null;
  readonly environment: string | null;
  /** Only of a draft; a revision keeps its own. */
  readonly draftConfig: unknown;
};

type ResolveConfig = {
  readonly projectId: string;
  readonly target: InvokeTarget;
  readonly body: Pick<InvokeRequest, "config" | "revision" | "environment">;
};

/** The configuration that a request means. Throws `not_found` or `invalid_config`. */
export async function resolveConfig(
  sql: Sql,
  { projectId, target, body }: ResolveConfig,
): Promise<ResolvedConfig> {
  const { app, revision, environment } = target;
  if (body.config !== undefined) {
    const config = readConfig(app.type, body.config);
    return { config, revision: null, environment: null, draftConfig: config };
  }
  if (revision === null) throw noRevision(body);
  const key = `${projectId} ${app.id} ${revision}`;
  const config = known.get(key) ?? (await read(sql, { projectId, app, revision }));
  known.add(key, config);
  return { config, revision, environment, draftConfig: null };
}

async function read(
  sql: Sql,
  { projectId, app, revision }: { projectId: string; app: InvokeTarget["app"]; revision: number },
): Promise<AppConfig> {
  const stored = await findRevisionConfig(sql, { projectId, appId: app.id, revision });
  return parseAppConfig(app.type, stored);
}

/** A revision never changes, so what was read of it once holds for ever. */
const known = createRecentlyUsed<AppConfig>(200);

function noRevision({ revision, environment }: ResolveConfig["body"]): AppError {
  if (revision !== undefined) return new AppError("not_found", `The app has no revision ${revision}.`);
  return new AppError("not_found", `Nothing is deployed to ${environment ?? "production"}.`);
}
