import { z } from "zod";
import { PageQuery } from "#public-api/page.ts";
import { listOf, RunFilters } from "#public-api/run-filters.ts";
import { RunExportQuery } from "#public-api/run-stats.ts";
import { Run } from "#runs/run.ts";

/** A run as the owner of the instance sees it among those of other projects. */
export const ProjectRun = z
  .object({ ...Run.shape, projectId: z.string().meta({ description: "See GET /admin/projects." }) })
  .meta({ id: "ProjectRun" });
export type ProjectRun = z.infer<typeof ProjectRun>;

const projectId = listOf(z.string().max(100)).optional().meta({
  description: "Only the runs of these projects. Left out: those of all.",
});

/** The filters of the run history, and of which projects. */
export const AdminRunFilters = z.strictObject({ ...RunFilters.shape, projectId });
export const AdminRunListQuery = z.strictObject({ ...AdminRunFilters.shape, ...PageQuery.shape });
export const AdminRunExportQuery = z.strictObject({ ...RunExportQuery.shape, projectId });
export const AdminSendersQuery = z.strictObject({ projectId });

/** A project by its name. */
export const ProjectName = z.object({ id: z.string(), name: z.string() }).meta({ id: "ProjectName" });
export type ProjectName = z.infer<typeof ProjectName>;
