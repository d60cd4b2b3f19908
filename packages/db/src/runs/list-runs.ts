import type { Page } from "@slipway/schemas/public-api/page";
import type { RunFilters } from "@slipway/schemas/public-api/run-filters";
import type { Run } from "@slipway/schemas/runs/run";
import type { Sql } from "#db.ts";
import { pageOfIds } from "#history/page-of-ids.ts";
import { toPage } from "#keyset.ts";
import { readPageOfRuns } from "#runs/read-page-of-runs.ts";
import { toRun } from "#runs/run-row.ts";

export type ListRuns = {
  readonly projectId: string;
  readonly filters: RunFilters;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

/** So many are looked through in a moment. */
const newestTexts = 8_000;

/** The run history, newest first. */
export async function listRuns(
  sql: Sql,
  { projectId, filters, cursor, limit }: ListRuns,
): Promise<Page<Run>> {
  const page = { project: "$1", value: projectId, filters, cursor, limit: limit + 1, newestTexts };
  const { ids, values } = await pageOfIds(sql, page);
  const rows = await readPageOfRuns(sql, { page: ids, project: "$1", values });
  const runs = rows.map((row) => toRun(row, row));
  return toPage(runs, limit, (run) => run.id);
}
