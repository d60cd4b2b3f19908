import { lstatSync, readlinkSync } from "node:fs";
import path from "node:path";
import { workspaceMount } from "@slipway/permissions/workspace-path";

/** As Linux counts. */
const mostLinks = 40;

/**
 * Where a path inside a workspace leads to, as programs in the sandbox would find it: relative to the workspace, or
 * absolute where a link leads out of it. What is not there (yet) stays as it is written.
 */
export function resolveLinks(folder: string, given: string): string {
  let rest = given.split("/");
  let found: string[] = [];
  let links = 0;
  while (rest.length > 0) {
    const [name = "", ...after] = rest;
    rest = after;
    if (name === "" || name === ".") continue;
    const target = readLink(path.join(folder, ...found, name));
    if (target === null) {
      found = [...found, name];
      continue;
    }
    links += 1;
    if (links > mostLinks) return given;
    const full = path.posix.resolve(workspaceMount, ...found, target);
    if (full !== workspaceMount && !full.startsWith(`${workspaceMount}/`))
      return path.posix.join(full, ...rest);
    // From the start: what the target says may have links on its way too.
    rest = [...full.slice(workspaceMount.length + 1).split("/"), ...rest];
    found = [];
  }
  return found.length === 0 ? "." : found.join("/");
}

/** Null: it is no link, or not there. */
function readLink(location: string): string | null {
  try {
    return lstatSync(location).isSymbolicLink() ? readlinkSync(location) : null;
  } catch {
    return null;
  }
}
