import type { Db } from "@slipway/db/db";
import { findRevisionConfig } from "@slipway/db/runs/find-revision-config";
import type { RunDeps } from "#run/run-deps.ts";

const maxKnown = 200;

/** Reads revisions' configurations. One never changes, so those used last are remembered. */
export function createRevisionConfigs(db: Db): RunDeps["findRevisionConfig"] {
  const known = new Map<string, unknown>();
  return async (revision) => {
    const key = `${revision.projectId} ${revision.appId} ${revision.revision}`;
    const config = known.get(key) ?? (await findRevisionConfig(db.pool, revision));
    known.delete(key);
    if (config !== undefined) known.set(key, config);
    const [oldest] = known.keys();
    if (known.size > maxKnown && oldest !== undefined) known.delete(oldest);
    return config;
  };
}
