import { FileQuery } from "@slipway/schemas/files/session-file";
import { readFilePath } from "#public-api/files/file-path.ts";
import { putFile } from "#public-api/files/put-file.ts";
import { readFile } from "#public-api/files/read-file.ts";
import { removeFile } from "#public-api/files/remove-file.ts";
import { json, noContent } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door(
  { role: "viewer", query: FileQuery },
  ({ request, services, principal: { projectId }, query: { at, download }, params: { session = "" } }) =>
    readFile(services, {
      projectId,
      sessionId: session,
      path: readFilePath(request.path),
      at,
      download: download !== undefined,
    }),
);

export const PUT = door(
  { role: "editor" },
  async ({ request, services, principal: { projectId }, params: { session = "" } }) =>
    json(
      201,
      await putFile(services, {
        projectId,
        sessionId: session,
        path: readFilePath(request.path),
        // Its sender is still to be answered when there is too much of it.
        content: request.body.iterator({ destroyOnReturn: false }),
        announcedBytes: Number(request.headers.get("content-length") ?? 0),
      }),
    ),
);

export const DELETE = door(
  { role: "editor" },
  async ({ request, services, principal: { projectId }, params: { session = "" } }) => {
    const path = readFilePath(request.path);
    await removeFile(services.db, { projectId, sessionId: session, path });
    return noContent();
  },
);
