import { walkWorkspace } from "#workspace/walk-workspace.ts";
import type { WorkspaceLimits } from "#workspace/workspace-limits.ts";

export type WorkspaceUse = { readonly bytes: number; readonly entries: number };

/** What a workspace holds. Stops counting once it is more than the limits, which is then all that is known. */
export async function measureWorkspace(folder: string, limits: WorkspaceLimits): Promise<WorkspaceUse> {
  let bytes = 0;
  let entries = 0;
  for await (const { stats } of walkWorkspace(folder, () => undefined)) {
    entries += 1;
    if (stats.isFile()) bytes += stats.size;
    if (isOver({ bytes, entries }, limits)) break;
  }
  return { bytes, entries };
}

export function isOver({ bytes, entries }: WorkspaceUse, limits: WorkspaceLimits): boolean {
  return bytes > limits.totalBytes || entries > limits.entries;
}
