import type { Readable } from "node:stream";

export type Blob = { readonly sha256: string; readonly size: number };

export type StoredBlob = Blob & { readonly storedAt: Date };

/** Bytes by their SHA-256. A blob is never changed; to store it again does nothing. Safe for many processes at once. */
export type BlobStore = {
  /**
   * Stores all bytes of a source and says what they are; those that are there already count as stored now. After it resolves they survive the loss of power. Rejects with a
   * `BlobTooLargeError` when there are more than `maxBytes`, and stores nothing then.
   */
  put(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Blob>;
  has(sha256: string): Promise<boolean>;
  /** Rejects with a `BlobMissingError`. The stream fails before its end when the bytes are not those of the hash. */
  get(sha256: string): Promise<Readable>;
  /** All blobs, in no order. */
  list(): AsyncIterable<StoredBlob>;
  /** Removes a blob that nobody stored since. Does nothing when there is none. */
  remove(sha256: string, storedBefore: Date): Promise<void>;
};

export class BlobTooLargeError extends Error {
  override readonly name = "BlobTooLargeError";
}

export class BlobMissingError extends Error {
  override readonly name = "BlobMissingError";
}
