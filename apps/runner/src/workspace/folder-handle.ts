import { closeSync, constants, openSync } from "node:fs";
import path from "node:path";

/**
 * An open folder. Names in it are reached through its descriptor: a folder on the way that is exchanged for a link
 * meanwhile leads nowhere else. (On Linux. Elsewhere nothing runs confined, so there is nobody to guard against.)
 */
export type FolderHandle = {
  /** A path to the folder itself. */
  readonly path: string;
  /** A path to a name in the folder, good while the handle is open. */
  at(name: string): string;
  close(): void;
};

const folderOnly = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/** Opens a folder, which must not be a link. Throws ENOTDIR or ELOOP otherwise. */
export function openFolder(folder: string): FolderHandle {
  const fd = openSync(folder, folderOnly);
  const base = process.platform === "linux" ? `/proc/self/fd/${fd}` : folder;
  return { path: base, at: (name) => path.join(base, name), close: () => closeSync(fd) };
}

/** Calls `use` with the folder that a stored path lies in, and the name there. Follows no link on the way. */
export function inFolderOf<T>(
  root: string,
  stored: string,
  use: (folder: FolderHandle, name: string) => T,
): T {
  const names = stored.split("/");
  const last = names.pop() ?? "";
  let folder = openFolder(root);
  try {
    for (const name of names) {
      const next = openFolder(folder.at(name));
      folder.close();
      folder = next;
    }
    return use(folder, last);
  } finally {
    folder.close();
  }
}
