import { Readable } from "node:stream";
import type { Db } from "@slipway/db/db";
import { findSessionSnapshots } from "@slipway/db/files/find-session-snapshots";
import type { BlobStore } from "@slipway/files/blob-store";
import { AppError } from "@slipway/schemas/errors/app-error";
import { fileHeaders } from "#public-api/files/file-headers.ts";
import { readManifest, toUnavailable } from "#public-api/files/read-manifest.ts";
import { noSuchSession } from "#public-api/sessions/no-such-session.ts";
import type { Answer } from "#server/answers.ts";

type ReadFile = {
  readonly projectId: string;
  readonly sessionId: string;
  readonly path: string;
  readonly at: "now" | "before";
  readonly download: boolean;
};

/** A file's bytes, as a browser may have them. Throws `not_found`. */
export async function readFile(
  { db, blobs }: { readonly db: Db; readonly blobs: BlobStore },
  { projectId, sessionId, path, at, download }: ReadFile,
): Promise<Answer> {
  const snapshots = await findSessionSnapshots(db.pool, projectId, sessionId);
  if (!snapshots) throw noSuchSession(sessionId);
  const upload = at === "now" ? snapshots.uploads.find((each) => each.path === path) : undefined;
  const entry = upload ?? (await findEntry(blobs, snapshots[at], path));
  if (!entry) throw new AppError("not_found", `The session has no file ${path}.`);
  const content = await blobs.get(entry.sha256).catch(toUnavailable);
  const { head, whole } = await withHead(content);
  return {
    status: 200,
    headers: {
      ...fileHeaders(path, { looksLikeText: !head.includes(0), download }),
      "content-length": String(entry.size),
    },
    body: whole,
  };
}

async function findEntry(blobs: BlobStore, kept: unknown, path: string) {
  const { entries } = await readManifest(blobs, kept);
  const entry = entries.find((each) => each.path === path);
  return entry?.kind === "file" ? entry : null;
}

/** The first bytes, and the stream with them still in front. */
async function withHead(content: Readable) {
  const bytes = content[Symbol.asyncIterator]();
  const first = await bytes.next();
  const head: Uint8Array = first.done ? new Uint8Array() : first.value;
  async function* all() {
    yield head;
    for (let next = await bytes.next(); !next.done; next = await bytes.next()) yield next.value;
  }
  return { head, whole: Readable.from(all(), { objectMode: false }) };
}
