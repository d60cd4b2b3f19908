import type { BlobStore } from "#blob-store.ts";

export type SweepBlobs = {
  /** Says which of these hashes some manifest still names. */
  readonly findReferenced: (hashes: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Blobs stored after this are kept: the manifest that will name them may not be stored yet. */
  readonly storedBefore: Date;
};

const batchSize = 1_000;

/** Removes blobs that no manifest names any more. Holds a batch of hashes in memory, however many there are. */
export async function sweepBlobs(
  store: BlobStore,
  { findReferenced, storedBefore }: SweepBlobs,
): Promise<{ readonly removed: number; readonly bytes: number }> {
  let removed = 0;
  let bytes = 0;
  let batch: { readonly sha256: string; readonly size: number }[] = [];
  const sweep = async () => {
    const referenced = await findReferenced(batch.map(({ sha256 }) => sha256));
    for (const { sha256, size } of batch) {
      if (referenced.has(sha256)) continue;
      await store.remove(sha256, storedBefore);
      removed += 1;
      bytes += size;
    }
    batch = [];
  };
  for await (const blob of store.list()) {
    if (blob.storedAt >= storedBefore) continue;
    batch.push(blob);
    if (batch.length === batchSize) await sweep();
  }
  if (batch.length > 0) await sweep();
  return { removed, bytes };
}
