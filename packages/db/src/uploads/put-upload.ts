import type { PendingUpload } from "@slipway/schemas/files/upload";
import { mostUploads } from "@slipway/schemas/files/upload";
import { type Db, inTransaction } from "#db.ts";
import { lockSession } from "#sessions/lock-session.ts";
import { run, statement } from "#statement.ts";

export type PutUpload = {
  readonly projectId: string;
  readonly sessionId: string;
  readonly upload: PendingUpload;
  readonly now: Date;
};

const countStatement = statement<{ others: number }>(
  "count-uploads",
  "select count(*)::int as others from upload where project_id = $1 and session_id = $2 and path <> $3",
);

const putStatement = statement<{ id: string }>(
  "put-upload",
  `insert into upload (project_id, session_id, path, id, sha256, size, created_at) values ($1, $2, $3, $4, $5, $6, $7)
   on conflict (project_id, session_id, path) do update
     set id = excluded.id, sha256 = excluded.sha256, size = excluded.size, created_at = excluded.created_at
   returning id`,
);

/** Keeps a file for a session's next run, in place of one of the same path. */
export async function putUpload(
  db: Db,
  { projectId, sessionId, upload, now }: PutUpload,
): Promise<"put" | "too_many" | "not_found"> {
  return await inTransaction(db, async (tx) => {
    if (!(await lockSession(tx, projectId, sessionId))) return "not_found";
    const [count] = await run(tx, countStatement, [projectId, sessionId, upload.path]);
    if ((count?.others ?? 0) >= mostUploads) return "too_many";
    const { path, id, sha256, size } = upload;
    await run(tx, putStatement, [projectId, sessionId, path, id, sha256, size, now]);
    return "put";
  });
}
