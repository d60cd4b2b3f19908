import type { Db } from "@slipway/db/db";
import { createRecentlyUsed } from "@slipway/db/recently-used";
import { findRevisionConfig } from "@slipway/db/runs/find-revision-config";
import { type AppConfig, parseAppConfig } from "@slipway/schemas/apps/app-config";
import type { RunDeps } from "#run/run-deps.ts";

const mostKnown = 200;

/** Reads revisions' configurations. One never changes, so those used last are remembered as they were understood. */
export function createRevisionConfigs(db: Db): RunDeps["findRevisionConfig"] {
  const known = createRecentlyUsed<AppConfig>(mostKnown);
  return async ({ type, ...revision }) => {
    const key = `${revision.projectId} ${revision.appId} ${revision.revision}`;
    const remembered = known.get(key);
    if (remembered) return remembered;
    const config = parseAppConfig(type, await findRevisionConfig(db.pool, revision));
    known.add(key, config);
    return config;
  };
}
