import { RunExportQuery } from "@slipway/schemas/public-api/run-stats";
import { exportRuns } from "#public-api/history/export-runs.ts";
import { door } from "#server/door.ts";

export const GET = door(
  { role: "viewer", query: RunExportQuery },
  async ({ services, principal: { projectId }, query: { format, ...filters } }) =>
    await exportRuns(services.db, { projectId, filters, format }),
);
