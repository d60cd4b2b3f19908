import { fromMicroUsd } from "@slipway/schemas/money";
import type { RunFilters } from "@slipway/schemas/public-api/run-filters";
import type { RunStats } from "@slipway/schemas/public-api/run-stats";
import type { Sql } from "#db.ts";
import { chooseBucketMs } from "#history/choose-bucket.ts";
import { addRunFilters, Conditions, recentRuns, wordConditions } from "#history/run-conditions.ts";
import { readSearchWords } from "#history/search-words.ts";
import { run, statement } from "#statement.ts";

type SumRuns = { readonly projectId: string; readonly filters: RunFilters; readonly now: Date };

/** bigint and numeric come from the driver as text. */
type SumRow = {
  /** Null: the sum of all. */
  at_ms: string | null;
  runs: number;
  completed: number;
  failed: number;
  cancelled: number;
  tokens: string;
  cost_micro_usd: string;
  p50: number | null;
  p95: number | null;
};

/** Sums of the runs that match, by time. */
export async function sumRuns(sql: Sql, { projectId, filters, now }: SumRuns): Promise<RunStats> {
  const query = new Conditions([projectId]);
  addRunFilters(query, filters);
  const words = filters.q === undefined ? null : await readSearchWords(sql, filters.q);
  const said = wordConditions(query, words);
  const fromMs = filters.from ? Date.parse(filters.from) : await findFirst(sql, projectId, now);
  const bucketMs = chooseBucketMs(fromMs, filters.to ? Date.parse(filters.to) : now.getTime());
  const facts = "h.created_at, h.status, h.tokens, h.cost_micro_usd, h.duration_ms";
  const { rows } = await sql.query<SumRow>(
    `with found as (
       select ${facts} from run_fact h where h.project_id = $1 ${query.text} ${said.inFacts}
       union all select ${facts} from (${recentRuns}) h where true ${query.text} ${said.inRecent}
     ), timed as (
       select *, floor(extract(epoch from created_at) * 1000 / ${bucketMs})::bigint * ${bucketMs} as at_ms from found
     )
     select at_ms, count(*)::int as runs,
       count(*) filter (where status = 'completed')::int as completed,
       count(*) filter (where status = 'failed')::int as failed,
       count(*) filter (where status = 'cancelled')::int as cancelled,
       coalesce(sum(tokens), 0) as tokens, coalesce(sum(cost_micro_usd), 0) as cost_micro_usd,
       percentile_disc(0.5) within group (order by duration_ms)::float8 as p50,
       percentile_disc(0.95) within group (order by duration_ms)::float8 as p95
     from timed group by grouping sets ((at_ms), ()) order by at_ms nulls first`,
    query.values,
  );
  const [total, ...buckets] = rows;
  if (!total) throw new Error("The sum of all is missing");
  return {
    bucketMs,
    total: toFigures(total),
    items: buckets.map((row) => ({ at: new Date(Number(row.at_ms)).toISOString(), ...toFigures(row) })),
  };
}

function toFigures(row: SumRow): RunStats["total"] {
  return {
    runs: row.runs,
    completed: row.completed,
    failed: row.failed,
    cancelled: row.cancelled,
    tokens: Number(row.tokens),
    costUsd: fromMicroUsd(Number(row.cost_micro_usd)),
    p50DurationMs: row.p50,
    p95DurationMs: row.p95,
  };
}

const firstStatement = statement<{ created_at: Date }>(
  "find-first-run",
  "select created_at from run_fact where project_id = $1 order by id limit 1",
);

async function findFirst(sql: Sql, projectId: string, now: Date): Promise<number> {
  const [first] = await run(sql, firstStatement, [projectId]);
  return (first?.created_at ?? now).getTime();
}
