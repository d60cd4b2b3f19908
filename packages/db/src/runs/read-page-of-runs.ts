import { pendingApprovals } from "#approvals/approval-row.ts";
import type { Sql } from "#db.ts";
import { queuePosition } from "#runs/queue-position.ts";
import { type RunPlace, type RunRow, runColumns } from "#runs/run-row.ts";

type PageOfRuns = {
  /** Selects the `id` of each run of the page, and its project where that is not the same for all. */
  readonly page: string;
  /** Where a run's project stands: a parameter, or a column of the page. */
  readonly project: "$1" | "page.project_id";
  readonly values: readonly unknown[];
};

/** The rows of a page of the run history, newest first. The page is read first: nothing is looked up for other runs. */
export async function readPageOfRuns(
  sql: Sql,
  { page, project, values }: PageOfRuns,
): Promise<(RunRow & RunPlace)[]> {
  const { rows } = await sql.query<RunRow & RunPlace>(
    `with page as materialized (${page})
     select ${runColumns("r")}, ${queuePosition("r")} as queue_position,
       ${pendingApprovals("r")} as pending_approvals
     from page join run r on r.project_id = ${project} and r.id = page.id order by r.id desc`,
    [...values],
  );
  return rows;
}
