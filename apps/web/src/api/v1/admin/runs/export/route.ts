import { AdminRunExportQuery } from "@slipway/schemas/public-api/admin-runs";
import { exportRunsOfProjects } from "#public-api/admin/export-runs-of-projects.ts";
import { door } from "#server/door.ts";

export const GET = door(
  { role: "owner", query: AdminRunExportQuery },
  async ({ services, query: { format, projectId: projectIds = null, ...filters } }) =>
    await exportRunsOfProjects(services.db, { projectIds, filters, format }),
);
