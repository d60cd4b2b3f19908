import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { BlobStore } from "@slipway/files/blob-store";

/** What tools show, kept beside the files of workspaces: a picture of the workspace is the very same blob. */
export type Pictures = {
  /** Returns the hash under which it is kept. */
  keep(base64: string): Promise<string>;
  /** As base64; null: it is kept no more, on another host, or cannot be read. Never rejects. */
  read(sha256: string): Promise<string | null>;
};

/** Tools show no larger ones. */
const largestBytes = 16 * 1024 * 1024;

export function createPictures(store: BlobStore): Pictures {
  return {
    keep: async (base64) => {
      const bytes = Buffer.from(base64, "base64");
      return (await store.put(Readable.from([bytes]), largestBytes)).sha256;
    },
    read: async (sha256) => {
      try {
        return (await buffer(await store.get(sha256))).toString("base64");
      } catch {
        return null;
      }
    },
  };
}
