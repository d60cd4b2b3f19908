import { chmodSync } from "node:fs";
import { walkWorkspace } from "#workspace/walk-workspace.ts";

/** Lets the owner of a workspace's folders into all of them: a runner that is not root cannot clear them otherwise. */
export async function unlockFolders(folder: string): Promise<void> {
  for await (const { stats, location } of walkWorkspace(folder, () => undefined)) {
    if (stats.isDirectory() && (stats.mode & 0o700) !== 0o700)
      chmodSync(location, (stats.mode & 0o777) | 0o700);
  }
}
