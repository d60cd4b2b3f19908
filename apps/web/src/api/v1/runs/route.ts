import { listRuns } from "@slipway/db/runs/list-runs";
import { RunListQuery } from "@slipway/schemas/public-api/run-filters";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door(
  { role: "viewer", query: RunListQuery },
  async ({ services, principal: { projectId }, query: { cursor, limit, ...filters } }) =>
    json(200, await listRuns(services.db.pool, { projectId, filters, cursor, limit })),
);
