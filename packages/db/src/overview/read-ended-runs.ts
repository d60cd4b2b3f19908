import { fromMicroUsd } from "@slipway/schemas/money";
import type { AdminOverview } from "@slipway/schemas/public-api/admin-overview";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

type EndedRow = {
  at: Date;
  project_id: string;
  project_name: string | null;
  runs: string;
  failed: string;
  cancelled: string;
  tokens: string;
  cost_micro_usd: string;
};

export type EndedRuns = Omit<AdminOverview["series"][number], "at"> & {
  readonly at: Date;
  readonly projectId: string;
  readonly projectName: string;
};

// What was summed up, and from there on the rows themselves: what has just ended is in it too.
const endedStatement = statement<EndedRow>(
  "read-ended-runs",
  `with kept as (
     select coalesce((select until from rollup where name = 'run_minute'), 'epoch'::timestamptz) as until
   ), ended as (
     select minute as at, project_id, runs, failed, cancelled, tokens, cost_micro_usd
     from run_minute, kept where minute >= $1 and minute < kept.until
     union all
     select finished_at, project_id, 1, (status = 'failed')::int, (status = 'cancelled')::int,
       input_tokens::bigint + output_tokens, coalesce(cost_micro_usd, 0)
     from run, kept where finished_at >= greatest($1, kept.until) and finished_at >= $1
   )
   select to_timestamp(floor(extract(epoch from e.at) / $2) * $2) as at, e.project_id, p.name as project_name,
     sum(e.runs) as runs, sum(e.failed) as failed, sum(e.cancelled) as cancelled, sum(e.tokens) as tokens,
     sum(e.cost_micro_usd) as cost_micro_usd
   from ended e left join project p on p.id = e.project_id
   group by 1, 2, 3 order by 1`,
);

type Since = { readonly from: Date; readonly bucketSeconds: number };

/** The runs of all projects that ended since then, by time and project. */
export async function readEndedRuns(sql: Sql, { from, bucketSeconds }: Since): Promise<EndedRuns[]> {
  const rows = await run(sql, endedStatement, [from, bucketSeconds]);
  return rows.map((row) => ({
    at: row.at,
    projectId: row.project_id,
    projectName: row.project_name ?? row.project_id,
    runs: Number(row.runs),
    failed: Number(row.failed),
    cancelled: Number(row.cancelled),
    tokens: Number(row.tokens),
    costUsd: fromMicroUsd(Number(row.cost_micro_usd)),
  }));
}
