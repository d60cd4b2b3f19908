import { TraceSearchQuery } from "@slipway/schemas/traces/trace-outline";
import { searchTrace } from "#public-api/runs/read-trace.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door(
  { role: "viewer", ownerReads: "traceId", query: TraceSearchQuery },
  async ({ services, principal: { projectId }, params: { traceId = "" }, query }) =>
    json(200, await searchTrace(services.db, { projectId, traceId }, query.q)),
);
