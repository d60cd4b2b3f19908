import { FileListQuery } from "@slipway/schemas/files/session-file";
import { listFiles } from "#public-api/files/list-files.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door(
  { role: "viewer", query: FileListQuery },
  async ({ services, principal: { projectId }, query, params: { session = "" } }) =>
    json(200, await listFiles(services, { projectId, sessionId: session, ...query })),
);
