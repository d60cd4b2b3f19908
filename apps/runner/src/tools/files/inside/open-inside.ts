import { closeSync, constants, fstatSync, openSync, readlinkSync, realpathSync, type Stats } from "node:fs";
import path from "node:path";
import { FileError } from "#tools/files/inside/file-error.ts";

export type OpenFile = { readonly fd: number; readonly stats: Stats; close(): void };

/**
 * Opens what a path leads to, symbolic links followed, and looks where that was: a file outside the root is refused.
 * What was looked at is what is then used, so exchanging a file for a link in between gains nothing. Never waits for the
 * other end of a pipe.
 */
export function openInside(root: string, relative: string, flags: number): OpenFile {
  const full = path.join(root, relative);
  const fd = openSync(full, flags | constants.O_NONBLOCK | constants.O_NOCTTY, 0o644);
  try {
    requireInside(realPathOf(fd, full), root, relative);
    return { fd, stats: fstatSync(fd), close: () => closeSync(fd) };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** Whether a path leads to a folder. Throws where it leads out, or to nothing. */
export function isFolderInside(root: string, relative: string): boolean {
  const found = openInside(root, relative, constants.O_RDONLY);
  found.close();
  return found.stats.isDirectory();
}

/** Throws where a link led out of the root. */
function requireInside(real: string, root: string, relative: string): void {
  const realRoot = realpathSync(root);
  if (real === realRoot || real.startsWith(`${realRoot}/`)) return;
  throw new FileError(`${relative} is a link that leads out of the workspace: refused.`);
}

function realPathOf(fd: number, full: string): string {
  return process.platform === "linux" ? readlinkSync(`/proc/self/fd/${fd}`) : realpathSync(full);
}
