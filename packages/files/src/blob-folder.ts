import path from "node:path";

/** Where the blobs of an installation are in its data directory: runners write them there, webs read them. */
export function blobFolder(dataDirectory: string): string {
  return path.join(dataDirectory, "blobs");
}
