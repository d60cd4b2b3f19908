import { findSpan } from "@slipway/db/spans/list-spans";
import { AppError } from "@slipway/schemas/errors/app-error";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door(
  { role: "viewer", ownerReads: "traceId" },
  async ({ services, principal: { projectId }, params: { traceId = "", spanId = "" } }) => {
    const span = await findSpan(services.db.pool, { projectId, traceId, spanId });
    if (!span) throw new AppError("not_found", `There is no span ${spanId} in trace ${traceId}.`);
    return json(200, span);
  },
);
