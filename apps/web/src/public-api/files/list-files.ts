import type { Db } from "@slipway/db/db";
import { findSessionSnapshots } from "@slipway/db/files/find-session-snapshots";
import { diffManifests } from "@slipway/files/diff-manifests";
import { AppError } from "@slipway/schemas/errors/app-error";
import type { SessionFile, SessionFiles } from "@slipway/schemas/files/session-file";
import type { ManifestEntry } from "@slipway/schemas/files/snapshot-manifest";

type ListFiles = {
  readonly projectId: string;
  readonly sessionId: string;
  /** The last path of the page before. */
  readonly cursor?: string | undefined;
  readonly limit: number;
};

/** A session's files by path, with what became of them since its newest run began. Throws `not_found`. */
export async function listFiles(
  db: Db,
  { projectId, sessionId, cursor = "", limit }: ListFiles,
): Promise<SessionFiles> {
  const snapshots = await findSessionSnapshots(db.pool, projectId, sessionId);
  if (!snapshots) throw new AppError("not_found", `There is no session ${sessionId}.`);
  const { now, before } = snapshots;
  const changes = new Map(diffManifests(before, now).map((each) => [each.path, each]));
  const deleted = [...changes.values()].flatMap(({ change, before: entry }) =>
    change === "deleted" && entry ? [toFile(entry, "deleted")] : [],
  );
  const all = [
    ...now.entries.map((entry) => toFile(entry, changes.get(entry.path)?.change ?? null)),
    ...deleted,
  ];
  const rest = all.filter(({ path }) => path > cursor).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const items = rest.slice(0, limit);
  return {
    items,
    nextCursor: rest.length > limit ? (items.at(-1)?.path ?? null) : null,
    leftOutCount: now.leftOutCount,
  };
}

function toFile(entry: ManifestEntry, change: SessionFile["change"]): SessionFile {
  return { path: entry.path, kind: entry.kind, size: entry.kind === "file" ? entry.size : null, change };
}
