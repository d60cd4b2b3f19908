import { readOutline } from "#public-api/runs/read-trace.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door(
  { role: "viewer", ownerReads: "traceId" },
  async ({ services, principal: { projectId }, params: { traceId = "" } }) =>
    json(200, await readOutline(services.db, { projectId, traceId })),
);
