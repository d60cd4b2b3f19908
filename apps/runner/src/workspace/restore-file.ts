import { createHash, randomUUID } from "node:crypto";
import {
  closeSync,
  constants,
  createReadStream,
  createWriteStream,
  fchmodSync,
  fchownSync,
  fstatSync,
  openSync,
  renameSync,
  rmSync,
} from "node:fs";
import { pipeline } from "node:stream/promises";
import type { BlobStore } from "@slipway/files/blob-store";
import type { ManifestEntry } from "@slipway/schemas/files/snapshot-manifest";
import { inFolderOf } from "#workspace/folder-handle.ts";

type FilePlace = { readonly folder: string; readonly owner: number | null; readonly store: BlobStore };
type FileEntry = Extract<ManifestEntry, { kind: "file" }>;

/** Makes a file be what the snapshot says, unless it is. Another one of its name is replaced in one step. */
export async function restoreFile({ folder, owner, store }: FilePlace, entry: FileEntry): Promise<void> {
  if (await isThere(folder, entry)) return;
  const temporary = `${entry.path}.${randomUUID()}`;
  const fd = open(folder, temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL);
  try {
    const content = await store.get(entry.sha256);
    await pipeline(content, createWriteStream("", { fd, autoClose: false }));
    if (owner !== null) fchownSync(fd, owner, owner);
    fchmodSync(fd, entry.mode);
    inFolderOf(folder, entry.path, (parent, name) =>
      renameSync(parent.at(lastName(temporary)), parent.at(name)),
    );
  } catch (error) {
    inFolderOf(folder, temporary, (parent, name) => rmSync(parent.at(name), { force: true }));
    throw error;
  } finally {
    closeSync(fd);
  }
}

/** Whether the file is there with the right content; its mode is then put right. */
async function isThere(folder: string, { path, size, sha256, mode }: FileEntry): Promise<boolean> {
  let fd: number;
  try {
    fd = open(folder, path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch {
    return false;
  }
  try {
    const stats = fstatSync(fd);
    if (!stats.isFile() || stats.size !== size || stats.nlink > 1) return false;
    const hash = createHash("sha256");
    await pipeline(createReadStream("", { fd, autoClose: false }), hash);
    if (hash.digest("hex") !== sha256) return false;
    fchmodSync(fd, mode);
    return true;
  } finally {
    closeSync(fd);
  }
}

function open(folder: string, stored: string, flags: number): number {
  return inFolderOf(folder, stored, (parent, name) =>
    openSync(parent.at(name), flags | constants.O_NOFOLLOW, 0o600),
  );
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
