import { AppError } from "@slipway/schemas/errors/app-error";
import { readTrace } from "#public-api/runs/read-trace.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door(
  { role: "viewer", ownerReads: "traceId" },
  async ({ services, principal: { projectId }, params: { traceId = "" } }) => {
    const trace = await readTrace(services.db, projectId, traceId);
    if (trace.spans.length === 0) throw new AppError("not_found", `There is no trace ${traceId}.`);
    return json(200, trace);
  },
);
