import type { ManifestEntry, SnapshotManifest } from "@slipway/schemas/files/snapshot-manifest";

/**
 * The entries by path. Throws when a path occurs twice or lies in something that is no folder: what came out would then
 * depend on the order, and a link could stand where a folder should.
 */
export function requireConsistent({ entries }: SnapshotManifest): ReadonlyMap<string, ManifestEntry> {
  const byPath = new Map<string, ManifestEntry>();
  for (const entry of entries) {
    const above = entry.path.slice(0, Math.max(0, entry.path.lastIndexOf("/")));
    if (byPath.has(entry.path)) throw new Error(`The snapshot has ${entry.path} twice.`);
    if (above !== "" && byPath.get(above)?.kind !== "folder") {
      throw new Error(`The snapshot has ${entry.path}, but not the folder before it.`);
    }
    byPath.set(entry.path, entry);
  }
  return byPath;
}
