import { sumRuns } from "@slipway/db/history/sum-runs";
import { AdminRunFilters } from "@slipway/schemas/public-api/admin-runs";
import { chosenProjects } from "#public-api/admin/chosen-projects.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door(
  { role: "owner", query: AdminRunFilters },
  async ({ services: { db }, query: { projectId, ...filters } }) => {
    const projectIds = await chosenProjects(db, projectId);
    return json(200, await sumRuns(db.pool, { projectIds, filters, now: new Date() }));
  },
);
