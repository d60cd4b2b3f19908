import type { ManifestEntry, SnapshotManifest } from "@slipway/schemas/files/snapshot-manifest";

export type FileChange = {
  readonly path: string;
  readonly change: "created" | "changed" | "deleted";
  /** Null where there was, or is, none. */
  readonly before: ManifestEntry | null;
  readonly after: ManifestEntry | null;
};

/** What became of files and links between two snapshots, by path. Folders come and go with what is in them. */
export function diffManifests(before: SnapshotManifest, after: SnapshotManifest): FileChange[] {
  const old = new Map(before.entries.filter(isContent).map((entry) => [entry.path, entry]));
  const changes: FileChange[] = [];
  for (const entry of after.entries.filter(isContent)) {
    const earlier = old.get(entry.path);
    old.delete(entry.path);
    if (!earlier) changes.push({ path: entry.path, change: "created", before: null, after: entry });
    else if (!isSame(earlier, entry))
      changes.push({ path: entry.path, change: "changed", before: earlier, after: entry });
  }
  for (const entry of old.values()) {
    changes.push({ path: entry.path, change: "deleted", before: entry, after: null });
  }
  return changes.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function isContent(entry: ManifestEntry): boolean {
  return entry.kind !== "folder";
}

function isSame(a: ManifestEntry, b: ManifestEntry): boolean {
  if (a.kind === "file" && b.kind === "file") return a.sha256 === b.sha256 && a.mode === b.mode;
  return a.kind === "link" && b.kind === "link" && a.target === b.target;
}
