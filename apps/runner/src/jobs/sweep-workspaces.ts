import { setTimeout as delay } from "node:timers/promises";
import { dropOldCheckpoints } from "@slipway/db/checkpoints/drop-old-checkpoints";
import type { Db } from "@slipway/db/db";
import { listKeptSnapshots, listUploadHashes } from "@slipway/db/files/list-kept-snapshots";
import { BlobMissingError, type BlobStore } from "@slipway/files/blob-store";
import { HashSet } from "@slipway/files/hash-set";
import { loadManifest } from "@slipway/files/kept-manifest";
import { sweepBlobs } from "@slipway/files/sweep-blobs";
import { KeptSnapshot } from "@slipway/schemas/files/snapshot-manifest";

const hourMs = 3_600_000;

export type SweepLimits = {
  /** Sessions in which nothing happened for so long keep the steps of their last run only. */
  readonly idleMs: number;
  /** Contents that were stored or named anew within this time stay: what will name them may not be stored yet. */
  readonly youngMs: number;
  /** Rows that go in one statement. */
  readonly slice: number;
};

export const sweepLimits: SweepLimits = { idleMs: 30 * 24 * hourMs, youngMs: 24 * hourMs, slice: 1_000 };

export type Swept = { readonly checkpoints: number; readonly blobs: number; readonly bytes: number };

type SweepDeps = { readonly db: Db; readonly blobs: BlobStore; readonly now: () => Date };

/** Forgets steps of long ago, then removes contents that nothing names any more. Safe beside runs at work, and at any time again. */
export async function sweepWorkspaces(
  { db, blobs, now }: SweepDeps,
  { idleMs, youngMs, slice }: SweepLimits = sweepLimits,
): Promise<Swept> {
  // Before anything is read: what is stored from now on is young to this sweep.
  const startedAt = now().getTime();
  let checkpoints = 0;
  for (;;) {
    const idleSince = new Date(startedAt - idleMs);
    const dropped = await dropOldCheckpoints(db.pool, { idleSince, limit: slice });
    checkpoints += dropped;
    if (dropped < slice) break;
    await delay(pauseMs);
  }
  const named = await findNamed(db, blobs);
  const { removed, bytes } = await sweepBlobs(blobs, {
    findReferenced: (hashes) => Promise.resolve(new Set(hashes.filter((sha256) => named.has(sha256)))),
    storedBefore: new Date(startedAt - youngMs),
  });
  return { checkpoints, blobs: removed, bytes };
}

/** Others get their turn between two slices. */
const pauseMs = 20;

/** All contents that a snapshot or an upload names, with the manifests themselves. */
async function findNamed(db: Db, blobs: BlobStore): Promise<HashSet> {
  const named = new HashSet();
  for await (const row of listKeptSnapshots(db.pool)) {
    const snapshot = KeptSnapshot.parse(row);
    if ("manifest" in snapshot) {
      // The same manifest names the same contents: once is enough.
      if (named.has(snapshot.manifest)) continue;
      named.add(snapshot.manifest);
    }
    for (const entry of (await entriesOf(blobs, snapshot)) ?? [])
      if (entry.kind === "file") named.add(entry.sha256);
  }
  for (const sha256 of await listUploadHashes(db.pool)) named.add(sha256);
  return named;
}

/** Null: the manifest is in another host's store, and so are its contents. */
async function entriesOf(blobs: BlobStore, snapshot: KeptSnapshot) {
  try {
    return (await loadManifest(blobs, snapshot)).entries;
  } catch (error) {
    if (error instanceof BlobMissingError) return null;
    throw error;
  }
}
