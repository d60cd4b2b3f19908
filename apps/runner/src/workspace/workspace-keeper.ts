import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { BlobStore } from "@slipway/files/blob-store";
import { SnapshotManifest } from "@slipway/schemas/files/snapshot-manifest";
import type { Snapshots } from "#tools/tool.ts";
import { restoreSnapshot } from "#workspace/restore-snapshot.ts";
import { type Snapshot, takeSnapshot } from "#workspace/take-snapshot.ts";
import {
  ensureWorkspace,
  type WorkspaceKey,
  workspaceFolder,
  workspaceMarker,
} from "#workspace/workspace-folder.ts";
import type { WorkspaceLimits } from "#workspace/workspace-limits.ts";

export type KeptWorkspace = {
  /** The checkpoint that it was kept with; null: the session began with it. */
  readonly checkpointId: string | null;
  readonly manifest: unknown;
};

/** Makes sessions' workspaces be what they last were, on whichever runner that was, and keeps what becomes of them. */
export type WorkspaceKeeper = {
  open(key: WorkspaceKey, last: KeptWorkspace | null): Promise<Snapshots>;
};

type KeeperDeps = {
  readonly dataDir: string;
  readonly store: BlobStore;
  readonly limits: WorkspaceLimits;
  /** The user that programs in the sandbox are to the host; null: the runner's own. */
  readonly owner: number | null;
};

export function createWorkspaceKeeper({ dataDir, store, limits, owner }: KeeperDeps): WorkspaceKeeper {
  return {
    open: async (key, last) => {
      const folder = workspaceFolder(dataDir, key);
      const marker = workspaceMarker(folder);
      if (last && isOlder(folder, marker, last)) {
        ensureWorkspace(folder, owner);
        const manifest = SnapshotManifest.parse(last.manifest);
        await restoreSnapshot({ folder, manifest, store, owner });
        writeFileSync(marker, last.checkpointId ?? "");
      }
      let previous: Snapshot | null = null;
      return {
        take: async (checkpointId) => {
          previous = await takeSnapshot({ folder, store, limits, previous, now: Date.now });
          writeFileSync(marker, checkpointId);
          return previous.manifest;
        },
      };
    },
  };
}

/**
 * Whether what lies here is not what the session last had: it is not there, or was kept by another runner since. Ids of
 * checkpoints sort by time. What a tool has written after the last checkpoint here stays.
 */
function isOlder(folder: string, marker: string, { checkpointId }: KeptWorkspace): boolean {
  if (!existsSync(folder)) return true;
  const here = existsSync(marker) ? readFileSync(marker, "utf8") : "";
  return checkpointId !== null && checkpointId > here;
}
