import type { Db } from "@slipway/db/db";
import { notify } from "@slipway/db/events/notify";
import { findSession } from "@slipway/db/sessions/find-session";
import { removeUpload } from "@slipway/db/uploads/remove-upload";
import { AppError } from "@slipway/schemas/errors/app-error";
import { noSuchSession } from "#public-api/sessions/no-such-session.ts";

type RemoveFile = { readonly projectId: string; readonly sessionId: string; readonly path: string };

/** Takes back an upload that no run has found yet. Throws `conflict` for a file of the workspace itself. */
export async function removeFile(db: Db, file: RemoveFile): Promise<void> {
  const { projectId, sessionId, path } = file;
  if (!(await findSession(db.pool, projectId, sessionId))) throw noSuchSession(sessionId);
  if (!(await removeUpload(db.pool, file)))
    throw new AppError(
      "conflict",
      `No upload of ${path} waits for a run. What is in the workspace, only a run can remove.`,
    );
  await notify(db.pool, { sessions: [`${sessionId} files`] });
}
