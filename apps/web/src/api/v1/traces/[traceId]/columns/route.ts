import { readColumns } from "#public-api/runs/read-trace.ts";
import { jsonText } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door(
  { role: "viewer", ownerReads: "traceId" },
  async ({ services, principal: { projectId }, params: { traceId = "" } }) =>
    jsonText(200, await readColumns(services.db, { projectId, traceId })),
);
