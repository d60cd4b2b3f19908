import { Readable } from "node:stream";
import { KeptSnapshot, type ManifestRef, SnapshotManifest } from "@slipway/schemas/files/snapshot-manifest";
import type { BlobStore } from "#blob-store.ts";

/** That of 100,000 entries with the longest paths. */
const largestManifestBytes = 512 * 1024 * 1024;

/** Stores a manifest as a blob. The same workspace has the same one, which is stored once. */
export async function storeManifest(store: BlobStore, manifest: SnapshotManifest): Promise<ManifestRef> {
  const bytes = Buffer.from(JSON.stringify(manifest));
  const { sha256 } = await store.put(Readable.from([bytes]), largestManifestBytes);
  return { manifest: sha256 };
}

/** The manifest that a row holds or names. Rejects with a `BlobMissingError` where its blob is not in this store. */
export async function loadManifest(store: BlobStore, kept: unknown): Promise<SnapshotManifest> {
  const snapshot = KeptSnapshot.parse(kept);
  if (!("manifest" in snapshot)) return snapshot;
  const pieces: Uint8Array[] = [];
  for await (const bytes of await store.get(snapshot.manifest)) pieces.push(bytes);
  return SnapshotManifest.parse(JSON.parse(Buffer.concat(pieces).toString("utf8")));
}

export const emptyManifest: SnapshotManifest = { entries: [], leftOut: [], leftOutCount: 0 };
