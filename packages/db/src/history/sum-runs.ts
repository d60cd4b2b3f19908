import { firstIdAt } from "@slipway/schemas/ids";
import type { RunFilters } from "@slipway/schemas/public-api/run-filters";
import type { RunStats } from "@slipway/schemas/public-api/run-stats";
import type { Sql } from "#db.ts";
import { chooseBucketMs } from "#history/choose-bucket.ts";
import { type HourDimension, hourDimensions } from "#history/count-in-hours.ts";
import { type FigureRow, mergeFigures } from "#history/merge-figures.ts";
import { addRunFilters, Conditions, recentRuns, wordConditions } from "#history/run-conditions.ts";
import { readSearchWords } from "#history/search-words.ts";
import { run, statement } from "#statement.ts";

type SumRuns = { readonly projectId: string; readonly filters: RunFilters; readonly now: Date };

const hourMs = 3_600_000;
/** Clocks that make ids and times may differ by so much. */
const slackMs = 60_000;

/** Sums of the runs that match, by time. Durations are counted in classes of 5 %: those of few runs are exact. */
export async function sumRuns(sql: Sql, { projectId, filters, now }: SumRuns): Promise<RunStats> {
  const words = filters.q === undefined ? null : await readSearchWords(sql, filters.q);
  const fromMs = filters.from ? Date.parse(filters.from) : await findFirst(sql, projectId, now);
  const toMs = filters.to ? Date.parse(filters.to) : now.getTime();
  const bucketMs = chooseBucketMs(fromMs, toMs);
  const whole = words === null ? wholeHours(filters, { fromMs, toMs, bucketMs }) : null;
  const query = new Conditions([projectId]);
  addRunFilters(query, filters);
  const said = wordConditions(query, words);
  const facts = "h.created_at, h.status, h.tokens, h.cost_micro_usd, h.duration_ms";
  const inFacts = `select ${facts} from run_fact h where h.project_id = $1 ${query.text} ${said.inFacts}`;
  const recent = `select ${facts} from (${recentRuns}) h where true ${query.text} ${said.inRecent}`;
  const found = whole ? [...besides(query, inFacts, whole), recent] : [inFacts, recent];
  const bucketOf = (time: string) => `date_bin('${bucketMs} milliseconds', ${time}, 'epoch'::timestamptz)`;
  const { rows } = await sql.query<FigureRow>(
    `with found as (${found.join(" union all ")})
     select ${bucketOf("created_at")} as at, duration_class(duration_ms) as class, count(*)::int as runs,
       count(*) filter (where status = 'completed')::int as completed,
       count(*) filter (where status = 'failed')::int as failed,
       count(*) filter (where status = 'cancelled')::int as cancelled,
       coalesce(sum(tokens), 0) as tokens, coalesce(sum(cost_micro_usd), 0) as cost_micro_usd,
       count(duration_ms)::int as ended, min(duration_ms) as low, max(duration_ms) as high
     from found group by 1, 2 ${whole ? `union all ${inHours(query, whole, bucketOf("hour"))}` : ""}`,
    query.values,
  );
  return { bucketMs, ...mergeFigures(rows) };
}

type WholeHours = {
  readonly dimension: HourDimension | "";
  readonly values: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
};

/** Which hours hold all that is asked for. Null: none, or they are not counted by what is filtered. */
function wholeHours(
  filters: RunFilters,
  { fromMs, toMs, bucketMs }: { fromMs: number; toMs: number; bucketMs: number },
): WholeHours | null {
  const { from: _, to: __, ...others } = filters;
  const [first, second] = Object.entries(others).filter(([, wanted]) => wanted !== undefined);
  const dimension = first ? hourDimensions.find((name) => name === first[0]) : "";
  const whole = { fromMs: Math.ceil(fromMs / hourMs) * hourMs, toMs: Math.floor(toMs / hourMs) * hourMs };
  if (second || dimension === undefined || bucketMs < hourMs || whole.fromMs >= whole.toMs) return null;
  return { dimension, values: first ? [first[1]].flat().map(String) : [""], ...whole };
}

/** The runs before and after the whole hours. */
function besides(query: Conditions, inFacts: string, { fromMs, toMs }: WholeHours): string[] {
  const id = (atMs: number) => query.parameter(firstIdAt("run", atMs));
  const at = (atMs: number) => query.parameter(new Date(atMs));
  return [
    `${inFacts} and h.id < ${id(fromMs + slackMs)} and h.created_at < ${at(fromMs)}`,
    `${inFacts} and h.id >= ${id(toMs - slackMs)} and h.created_at >= ${at(toMs)}`,
  ];
}

/** The sums of each bucket's whole hours, and how many runs of it took how long. */
function inHours(query: Conditions, { dimension, values, fromMs, toMs }: WholeHours, bucket: string): string {
  const parameters = [dimension, [...values], new Date(fromMs), new Date(toMs)];
  const [name, list, from, to] = parameters.map((value) => query.parameter(value));
  const hours = `run_hour where project_id = $1 and dimension = ${name} and value = any(${list}::text[])
    and hour >= ${from} and hour < ${to}`;
  return `select ${bucket}, null, sum(runs)::int, sum(completed)::int, sum(failed)::int, sum(cancelled)::int, sum(tokens),
      sum(cost_micro_usd), 0, null, null from ${hours} group by 1
    union all
    select ${bucket}, class::int, 0, 0, 0, 0, 0, 0, sum(n)::int, null, null
    from (select hour, durations from ${hours}) h, unnest(durations) with ordinality d(n, class) where n <> 0 group by 1, 2`;
}

const firstStatement = statement<{ created_at: Date }>(
  "find-first-run",
  "select created_at from run_fact where project_id = $1 order by id limit 1",
);

async function findFirst(sql: Sql, projectId: string, now: Date): Promise<number> {
  const [first] = await run(sql, firstStatement, [projectId]);
  return (first?.created_at ?? now).getTime();
}
