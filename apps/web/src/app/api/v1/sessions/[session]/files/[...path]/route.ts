import { FileQuery } from "@slipway/schemas/files/session-file";
import { readFilePath } from "#public-api/files/file-path.ts";
import { readFile } from "#public-api/files/read-file.ts";
import { door } from "#server/door.ts";

export const GET = door(
  { role: "viewer", query: FileQuery },
  ({ request, services, principal: { projectId }, query: { at, download }, params: { session = "" } }) =>
    readFile(services, {
      projectId,
      sessionId: session,
      path: readFilePath(new URL(request.url).pathname),
      at,
      download: download !== undefined,
    }),
);
