import type { ProjectRun } from "@slipway/schemas/public-api/admin-runs";
import type { Page } from "@slipway/schemas/public-api/page";
import type { RunFilters } from "@slipway/schemas/public-api/run-filters";
import type { Sql } from "#db.ts";
import { pageOfIds } from "#history/page-of-ids.ts";
import { toPage } from "#keyset.ts";
import { readPageOfRuns } from "#runs/read-page-of-runs.ts";
import { toRun } from "#runs/run-row.ts";

export type ListRunsOfProjects = {
  /** Null: of all. */
  readonly projectIds: readonly string[] | null;
  readonly filters: RunFilters;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

/** Of each project: so many of a hundred are looked through in a moment. */
const newestTexts = 500;

/**
 * The run history of several projects, newest first. Each project's newest are read by its own indexes and the newest of
 * them kept: an index over all projects would cost every run, and is needed by one person.
 */
export async function listRunsOfProjects(
  sql: Sql,
  { projectIds, filters, cursor, limit }: ListRunsOfProjects,
): Promise<Page<ProjectRun>> {
  const page = { project: "p.id", value: projectIds, filters, cursor, limit: limit + 1, newestTexts };
  const { ids, values } = await pageOfIds(sql, page);
  const ofAll = `select p.id as project_id, h.id from project p cross join lateral (${ids}) h
    where ($1::text[] is null or p.id = any($1::text[])) order by h.id desc limit ${limit + 1}`;
  const rows = await readPageOfRuns(sql, { page: ofAll, project: "page.project_id", values });
  const runs = rows.map((row) => ({ ...toRun(row, row), projectId: row.project_id }));
  return toPage(runs, limit, (run) => run.id);
}
