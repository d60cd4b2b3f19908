import { chmodSync, lchownSync, mkdirSync } from "node:fs";
import path from "node:path";

export type WorkspaceKey = { readonly projectId: string; readonly sessionId: string };

/** Where a session's files are on this runner. */
export function workspaceFolder(dataDir: string, { projectId, sessionId }: WorkspaceKey): string {
  return path.join(dataDir, "workspaces", asName(projectId), asName(sessionId));
}

/** Beside the folder: the checkpoint that it was last kept with on this runner. */
export function workspaceMarker(folder: string): string {
  return `${folder}.checkpoint`;
}

/**
 * Makes the folder if need be, for its owner alone. `owner` is the user that programs in the sandbox are to the host,
 * or null where that is the runner's own.
 */
export function ensureWorkspace(folder: string, owner: number | null): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  if (owner !== null) lchownSync(folder, owner, owner);
}

/** Ids come from our own database; one that could be a path did not. */
function asName(id: string): string {
  if (!/^[A-Za-z0-9_-]{1,100}$/.test(id)) throw new Error(`No id: ${JSON.stringify(id)}`);
  return id;
}
