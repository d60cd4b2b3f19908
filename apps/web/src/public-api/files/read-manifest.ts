import { BlobMissingError, type BlobStore } from "@slipway/files/blob-store";
import { emptyManifest, loadManifest } from "@slipway/files/kept-manifest";
import { AppError } from "@slipway/schemas/errors/app-error";
import type { SnapshotManifest } from "@slipway/schemas/files/snapshot-manifest";

/** What a workspace held, from what a row says of it. Throws `unavailable` where that is kept elsewhere. */
export async function readManifest(blobs: BlobStore, kept: unknown): Promise<SnapshotManifest> {
  return kept === null ? emptyManifest : await loadManifest(blobs, kept).catch(toUnavailable);
}

/** A runner on another host keeps its files there. */
export function toUnavailable(error: unknown): never {
  if (!(error instanceof BlobMissingError)) throw error;
  throw new AppError("unavailable", "The session's files are not kept where this web can read them.", {
    cause: error,
  });
}
