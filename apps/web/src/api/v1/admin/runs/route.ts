import { listRunsOfProjects } from "@slipway/db/runs/list-runs-of-projects";
import { AdminRunListQuery } from "@slipway/schemas/public-api/admin-runs";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door(
  { role: "owner", query: AdminRunListQuery },
  async ({ services, query: { cursor, limit, projectId: projectIds = null, ...filters } }) =>
    json(200, await listRunsOfProjects(services.db.pool, { projectIds, filters, cursor, limit })),
);
