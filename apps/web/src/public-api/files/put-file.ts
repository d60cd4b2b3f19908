import type { Db } from "@slipway/db/db";
import { notify } from "@slipway/db/events/notify";
import { findSessionSnapshots } from "@slipway/db/files/find-session-snapshots";
import { putUpload } from "@slipway/db/uploads/put-upload";
import { type BlobStore, BlobTooLargeError } from "@slipway/files/blob-store";
import { assertNever } from "@slipway/schemas/assert-never";
import { AppError } from "@slipway/schemas/errors/app-error";
import type { SessionFile } from "@slipway/schemas/files/session-file";
import { largestUploadBytes, mostUploads } from "@slipway/schemas/files/upload";
import { newId } from "@slipway/schemas/ids";
import { toWaiting } from "#public-api/files/list-files.ts";
import { readManifest } from "#public-api/files/read-manifest.ts";
import { noSuchSession } from "#public-api/sessions/no-such-session.ts";

type PutFile = {
  readonly projectId: string;
  readonly sessionId: string;
  readonly path: string;
  /** Its bytes, as they arrive. */
  readonly content: AsyncIterable<Uint8Array>;
  readonly announcedBytes: number;
};

/**
 * Keeps a person's file for the session's workspace, which may be at work or on another host: whatever opens it next finds
 * the file there. Throws `payload_too_large`, `conflict` where it cannot be there, `not_found`.
 */
export async function putFile(
  { db, blobs }: { readonly db: Db; readonly blobs: BlobStore },
  { projectId, sessionId, path, content, announcedBytes }: PutFile,
): Promise<SessionFile> {
  if (announcedBytes > largestUploadBytes) throw tooLarge();
  const snapshots = await findSessionSnapshots(db.pool, projectId, sessionId);
  if (!snapshots) throw noSuchSession(sessionId);
  const { entries } = await readManifest(blobs, snapshots.now);
  requirePlace(path, [...entries, ...snapshots.uploads.map((upload) => ({ ...upload, kind: "file" }))]);
  const blob = await blobs.put(content, largestUploadBytes).catch((error: unknown) => {
    throw error instanceof BlobTooLargeError ? tooLarge() : error;
  });
  const upload = { id: newId("upload"), path, ...blob };
  const done = await putUpload(db, { projectId, sessionId, upload, now: new Date() });
  switch (done) {
    case "put":
      await notify(db.pool, { sessions: [`${sessionId} files`] });
      return toWaiting(upload);
    case "too_many":
      throw new AppError("conflict", `No more than ${mostUploads} files can wait for the next run.`);
    case "not_found":
      throw noSuchSession(sessionId);
    default:
      return assertNever(done);
  }
}

type Placed = { readonly path: string; readonly kind: string };

/** A file cannot be where a folder is, nor below another file. What is not known yet is found out when it is placed. */
function requirePlace(path: string, all: readonly Placed[]): void {
  const isFolder = all.some((each) =>
    each.kind === "folder" ? each.path === path : each.path.startsWith(`${path}/`),
  );
  if (isFolder) throw new AppError("conflict", `There is a folder called ${path}. Choose another name.`);
  const above = all.find((each) => each.kind !== "folder" && path.startsWith(`${each.path}/`));
  if (above) throw new AppError("conflict", `${above.path} is no folder. Choose another place.`);
}

function tooLarge(): AppError {
  return new AppError("payload_too_large", `The file is larger than ${largestUploadBytes / 1024 ** 2} MiB.`);
}
