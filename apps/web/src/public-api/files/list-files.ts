import type { Db } from "@slipway/db/db";
import { findSessionSnapshots } from "@slipway/db/files/find-session-snapshots";
import type { BlobStore } from "@slipway/files/blob-store";
import { diffManifests } from "@slipway/files/diff-manifests";
import type { SessionFile, SessionFiles } from "@slipway/schemas/files/session-file";
import type { ManifestEntry } from "@slipway/schemas/files/snapshot-manifest";
import type { PendingUpload } from "@slipway/schemas/files/upload";
import { readManifest } from "#public-api/files/read-manifest.ts";
import { noSuchSession } from "#public-api/sessions/no-such-session.ts";

type ListFiles = {
  readonly projectId: string;
  readonly sessionId: string;
  /** The last path of the page before. */
  readonly cursor?: string | undefined;
  readonly limit: number;
};

/** A session's files by path, with what became of them since its newest run began. Throws `not_found`. */
export async function listFiles(
  { db, blobs }: { readonly db: Db; readonly blobs: BlobStore },
  { projectId, sessionId, cursor = "", limit }: ListFiles,
): Promise<SessionFiles> {
  const snapshots = await findSessionSnapshots(db.pool, projectId, sessionId);
  if (!snapshots) throw noSuchSession(sessionId);
  const [now, before] = await Promise.all([
    readManifest(blobs, snapshots.now),
    readManifest(blobs, snapshots.before),
  ]);
  const changes = new Map(diffManifests(before, now).map((each) => [each.path, each]));
  const deleted = [...changes.values()].flatMap(({ change, before: entry }) =>
    change === "deleted" && entry ? [toFile(entry, "deleted")] : [],
  );
  const kept = [
    ...now.entries.map((entry) => toFile(entry, changes.get(entry.path)?.change ?? null)),
    ...deleted,
  ];
  const waiting = new Map(snapshots.uploads.map((upload) => [upload.path, toWaiting(upload)]));
  const all = [...kept.filter(({ path }) => !waiting.has(path)), ...waiting.values()];
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

export function toWaiting({ path, size }: PendingUpload): SessionFile {
  return { path, kind: "file", size, change: null, waiting: true };
}
