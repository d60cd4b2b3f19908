import { chmodSync, lchownSync, lstatSync, mkdirSync, readlinkSync, rmSync, symlinkSync } from "node:fs";
import type { BlobStore } from "@slipway/files/blob-store";
import type { ManifestEntry, SnapshotManifest } from "@slipway/schemas/files/snapshot-manifest";
import { inFolderOf } from "#workspace/folder-handle.ts";
import { forEachAtOnce } from "#workspace/for-each-at-once.ts";
import { requireConsistent } from "#workspace/require-consistent.ts";
import { restoreFile } from "#workspace/restore-file.ts";
import { unlockFolders } from "#workspace/unlock-folders.ts";
import { walkWorkspace } from "#workspace/walk-workspace.ts";

export type RestoreSnapshot = {
  readonly folder: string;
  readonly manifest: SnapshotManifest;
  readonly store: BlobStore;
  /** The user that all of it is to belong to. Null: the runner's own. */
  readonly owner: number | null;
};

const mostAtOnce = 8;

/**
 * Makes a workspace hold exactly what a snapshot says: what is not in it goes, what is different is replaced, what is the
 * same stays. Nothing outside the folder is touched, whatever links are there or in the snapshot. Rejects with a
 * `BlobMissingError` when the store lacks a file, and then leaves the workspace half done.
 */
export async function restoreSnapshot({ folder, manifest, store, owner }: RestoreSnapshot): Promise<void> {
  const wanted = requireConsistent(manifest);
  await unlockFolders(folder);
  await removeOthers(folder, wanted);
  const place = { folder, owner };
  for (const entry of manifest.entries) if (entry.kind === "folder") makeFolder(place, entry);
  const files = manifest.entries.filter((entry) => entry.kind === "file");
  await forEachAtOnce(files, mostAtOnce, (entry) => restoreFile({ ...place, store }, entry));
  for (const entry of manifest.entries) if (entry.kind === "link") makeLink(place, entry);
  // From the inside out, and last: a folder may not let its owner write.
  for (const entry of manifest.entries.toReversed()) if (entry.kind === "folder") setMode(folder, entry);
}

type RestorePlace = Pick<RestoreSnapshot, "folder" | "owner">;

/** Removes what the snapshot does not have, or has as something of another kind. */
async function removeOthers(folder: string, wanted: ReadonlyMap<string, ManifestEntry>): Promise<void> {
  for await (const { path, stats, location } of walkWorkspace(folder, () => undefined)) {
    const kind = wanted.get(path)?.kind;
    const isRight =
      (kind === "folder" && stats.isDirectory()) ||
      (kind === "file" && stats.isFile()) ||
      (kind === "link" && stats.isSymbolicLink());
    if (!isRight) rmSync(location, { recursive: true, force: true });
  }
}

type Entry<Kind> = Extract<ManifestEntry, { kind: Kind }>;

function makeFolder({ folder, owner }: RestorePlace, { path }: Entry<"folder">): void {
  inFolderOf(folder, path, (parent, name) => {
    if (lstatSync(parent.at(name), { throwIfNoEntry: false })) return;
    mkdirSync(parent.at(name), { mode: 0o700 });
    if (owner !== null) lchownSync(parent.at(name), owner, owner);
  });
}

function makeLink({ folder, owner }: RestorePlace, { path, target }: Entry<"link">): void {
  inFolderOf(folder, path, (parent, name) => {
    const location = parent.at(name);
    if (lstatSync(location, { throwIfNoEntry: false })) {
      if (readlinkSync(location) === target) return;
      rmSync(location);
    }
    symlinkSync(target, location);
    if (owner !== null) lchownSync(location, owner, owner);
  });
}

function setMode(folder: string, { path, mode }: Entry<"folder">): void {
  inFolderOf(folder, path, (parent, name) => chmodSync(parent.at(name), mode));
}
