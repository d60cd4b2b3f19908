import { rm, rmdir } from "node:fs/promises";
import path from "node:path";
import { unlockFolders } from "#workspace/unlock-folders.ts";
import { type WorkspaceKey, workspaceFolder, workspaceMarker } from "#workspace/workspace-folder.ts";

/** Removes a session's workspace from this runner, and its project's folder with the last one. Safe to call twice. */
export async function removeWorkspace(dataDir: string, key: WorkspaceKey): Promise<void> {
  const folder = workspaceFolder(dataDir, key);
  await unlockFolders(folder);
  await rm(folder, { recursive: true, force: true });
  await rm(workspaceMarker(folder), { force: true });
  await rmdir(path.dirname(folder)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOTEMPTY" && error.code !== "ENOENT" && error.code !== "EEXIST") throw error;
  });
}
