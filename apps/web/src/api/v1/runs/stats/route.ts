import { sumRuns } from "@slipway/db/history/sum-runs";
import { RunFilters } from "@slipway/schemas/public-api/run-filters";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door(
  { role: "viewer", query: RunFilters },
  async ({ services, principal: { projectId }, query: filters }) =>
    json(200, await sumRuns(services.db.pool, { projectIds: [projectId], filters, now: new Date() })),
);
