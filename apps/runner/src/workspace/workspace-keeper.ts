import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { BlobMissingError, type BlobStore } from "@slipway/files/blob-store";
import { diffManifests } from "@slipway/files/diff-manifests";
import { emptyManifest, loadManifest, storeManifest } from "@slipway/files/kept-manifest";
import type { SnapshotManifest } from "@slipway/schemas/files/snapshot-manifest";
import type { PendingUpload } from "@slipway/schemas/files/upload";
import type { Snapshots } from "#tools/tool.ts";
import { placeUpload } from "#workspace/place-upload.ts";
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
  /** A manifest, or where it is kept. */
  readonly snapshot: unknown;
};

export type OpenWorkspace = {
  readonly key: WorkspaceKey;
  readonly last: KeptWorkspace | null;
  /** What it has to be whatever lies here; undefined: what lies here counts where it is not older than the last one. */
  readonly exactly?: { readonly snapshot: unknown } | undefined;
};

export type OpenedWorkspace = Snapshots & {
  /** Puts a person's file there. Returns why it cannot be there, or null. */
  place(upload: PendingUpload): Promise<string | null>;
};

/** Makes sessions' workspaces be what they last were, on whichever runner that was, and keeps what becomes of them. */
export type WorkspaceKeeper = {
  open(open: OpenWorkspace): Promise<OpenedWorkspace>;
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
    open: async ({ key, last, exactly }) => {
      const folder = workspaceFolder(dataDir, key);
      const marker = workspaceMarker(folder);
      const wanted = exactly ?? (last && isOlder(folder, marker, last) ? last : null);
      let before: SnapshotManifest | null = null;
      if (wanted) {
        ensureWorkspace(folder, owner);
        before = await load(store, wanted.snapshot);
        await restoreSnapshot({ folder, manifest: before, store, owner });
        if (!exactly) writeFileSync(marker, last?.checkpointId ?? "");
      }
      let previous: Snapshot | null = null;
      return {
        place: async (upload) => {
          ensureWorkspace(folder, owner);
          return await placeUpload({ folder, owner, store }, upload);
        },
        take: async (checkpointId) => {
          previous = await takeSnapshot({ folder, store, limits, previous, now: Date.now });
          const { manifest } = previous;
          const kept = await storeManifest(store, manifest);
          before ??= await load(store, last?.snapshot).catch(nothingKnown);
          const changes = before ? diffManifests(before, manifest) : [];
          before = manifest;
          writeFileSync(marker, checkpointId);
          return { kept, changes };
        },
      };
    },
  };
}

async function load(store: BlobStore, kept: unknown): Promise<SnapshotManifest> {
  return kept === undefined || kept === null ? emptyManifest : await loadManifest(store, kept);
}

/** What lies here is the newest, though this store does not know what it was before: what changed cannot be told. */
function nothingKnown(error: unknown): null {
  if (error instanceof BlobMissingError) return null;
  throw error;
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
