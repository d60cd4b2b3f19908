import type { Db } from "@slipway/db/db";
import { listRunSenders } from "@slipway/db/history/list-run-senders";
import { listProjects } from "@slipway/db/people/list-projects";
import { listRunsOfProjects } from "@slipway/db/runs/list-runs-of-projects";
import type { RunFilters } from "@slipway/schemas/public-api/run-filters";
import { type ExportFormat, exportPages } from "#public-api/history/export-runs.ts";
import { readNamesOfProjects } from "#public-api/history/read-names.ts";
import type { Answer } from "#server/answers.ts";

type ExportRuns = {
  /** Null: of all. */
  readonly projectIds: readonly string[] | null;
  readonly filters: RunFilters;
  readonly format: ExportFormat;
};

/** As of one project, and each run with the name of its own. */
export async function exportRunsOfProjects(
  { pool }: Db,
  { projectIds, filters, format }: ExportRuns,
): Promise<Answer> {
  return await exportPages({
    format,
    readPage: (place) => listRunsOfProjects(pool, { projectIds, filters, ...place }),
    readNames: async () => {
      const projects = await listProjects(pool);
      const ids = projectIds ?? projects.map(({ id }) => id);
      return readNamesOfProjects(await listRunSenders(pool, ids), projects);
    },
  });
}
