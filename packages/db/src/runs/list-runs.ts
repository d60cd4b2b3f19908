import type { Page } from "@slipway/schemas/public-api/page";
import type { RunFilters } from "@slipway/schemas/public-api/run-filters";
import type { Run } from "@slipway/schemas/runs/run";
import { pendingApprovals } from "#approvals/approval-row.ts";
import type { Sql } from "#db.ts";
import { pageOfIds } from "#history/page-of-ids.ts";
import { toPage } from "#keyset.ts";
import { queuePosition } from "#runs/queue-position.ts";
import { type RunPlace, type RunRow, runColumns, toRun } from "#runs/run-row.ts";

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
  const { rows } = await sql.query<RunRow & RunPlace>(
    `with page as materialized (${ids})
     select ${runColumns("r")}, ${queuePosition("r")} as queue_position,
       ${pendingApprovals("r")} as pending_approvals
     from page join run r on r.project_id = $1 and r.id = page.id order by r.id desc`,
    [...values],
  );
  const runs = rows.map((row) => toRun(row, row));
  return toPage(runs, limit, (run) => run.id);
}
