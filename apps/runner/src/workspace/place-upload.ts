import { lchownSync, lstatSync, mkdirSync } from "node:fs";
import { BlobMissingError, type BlobStore } from "@slipway/files/blob-store";
import type { PendingUpload } from "@slipway/schemas/files/upload";
import { inFolderOf } from "#workspace/folder-handle.ts";
import { restoreFile } from "#workspace/restore-file.ts";

type Place = { readonly folder: string; readonly owner: number | null; readonly store: BlobStore };

/**
 * Puts a person's file into a workspace, in place of one that is there. Folders on the way are made, and no link is
 * followed. Returns why it cannot be there, or null. Rejects with a `BlobMissingError` when the store lacks it.
 */
export async function placeUpload(
  place: Place,
  { path, size, sha256 }: PendingUpload,
): Promise<string | null> {
  try {
    makeFolders(place, path);
    if (isFolder(place, path)) return "there is a folder of this name";
    await restoreFile(place, { kind: "file", path, size, sha256, mode: 0o644 });
    return null;
  } catch (error) {
    if (error instanceof BlobMissingError || !isInTheWay(error)) throw error;
    return "something on the way to it is no folder";
  }
}

function makeFolders({ folder, owner }: Place, path: string): void {
  const names = path.split("/").slice(0, -1);
  for (const end of names.keys()) {
    inFolderOf(folder, names.slice(0, end + 1).join("/"), (parent, name) => {
      if (lstatSync(parent.at(name), { throwIfNoEntry: false })) return;
      mkdirSync(parent.at(name), { mode: 0o755 });
      if (owner !== null) lchownSync(parent.at(name), owner, owner);
    });
  }
}

function isFolder({ folder }: Place, path: string): boolean {
  return inFolderOf(folder, path, (parent, name) => {
    return lstatSync(parent.at(name), { throwIfNoEntry: false })?.isDirectory() === true;
  });
}

/** A file or a link where a folder would have to be, or a name that the file system does not take. */
function isInTheWay(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return ["ENOTDIR", "ELOOP", "EACCES", "EISDIR", "ENAMETOOLONG"].includes(code);
}
