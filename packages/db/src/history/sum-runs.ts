import { assertNever } from "@slipway/schemas/assert-never";
import { firstIdAt } from "@slipway/schemas/ids";
import type { RunFilters } from "@slipway/schemas/public-api/run-filters";
import type { RunStats } from "@slipway/schemas/public-api/run-stats";
import type { Sql } from "#db.ts";
import { chooseBucketMs } from "#history/choose-bucket.ts";
import { type HourDimension, hourDimensions } from "#history/count-in-hours.ts";
import { countInDays, type WholeDays, wholeDays } from "#history/in-days.ts";
import { type FigureRow, mergeFigures } from "#history/merge-figures.ts";
import { nameProjects, type Projects, severalProjects } from "#history/name-projects.ts";
import { addRunFilters, Conditions, recentRuns, wordConditions } from "#history/run-conditions.ts";
import { readSearchWords } from "#history/search-words.ts";
import { run, statement } from "#statement.ts";

type SumRuns = {
  /** The runs of these projects. */
  readonly projectIds: readonly string[];
  readonly filters: RunFilters;
  readonly now: Date;
};

const hourMs = 3_600_000;
/** Clocks that make ids and times may differ by so much. */
const slackMs = 60_000;

/** Sums of the runs that match, by time. Durations are counted in classes of 5 %: those of few runs are exact. */
export async function sumRuns(sql: Sql, { projectIds, filters, now }: SumRuns): Promise<RunStats> {
  const words = filters.q === undefined ? null : await readSearchWords(sql, filters.q);
  const fromMs = filters.from ? Date.parse(filters.from) : await findFirst(sql, projectIds, now);
  const toMs = filters.to ? Date.parse(filters.to) : now.getTime();
  const bucketMs = chooseBucketMs(fromMs, toMs);
  const projects = nameProjects(projectIds);
  const query = new Conditions(projects.id, [projects.value]);
  addRunFilters(query, filters);
  const said = wordConditions(query, words, projects.beside);
  const facts = "h.created_at, h.status, h.tokens, h.cost_micro_usd, h.duration_ms";
  const inFacts = `select ${facts} from ${projects.beside} ${said.beside} run_fact h where h.project_id = ${projects.id} ${query.text} ${said.inFacts}`;
  const recent = `select ${facts} from ${projects.beside} lateral (${recentRuns(projects.id)}) h where true ${query.text} ${said.inRecent}`;
  const bucketOf = (time: string) => `date_bin('${bucketMs} milliseconds', ${time}, 'epoch'::timestamptz)`;
  const counted: Counted =
    words === null ? chooseCount(filters, { fromMs, toMs, bucketMs }) : { kind: "runs" };
  const parts = partsOf(query, counted, { projects, facts, inFacts, bucketOf });
  const { rows } = await sql.query<FigureRow>(
    `with ${[...said.tables, ...parts.tables].map((table) => `${table}, `).join("")}found as (${[...parts.facts, recent].join(" union all ")})
     select ${bucketOf("created_at")} as at, duration_class(duration_ms) as class, count(*)::int as runs,
       count(*) filter (where status = 'completed')::int as completed,
       count(*) filter (where status = 'failed')::int as failed,
       count(*) filter (where status = 'cancelled')::int as cancelled,
       coalesce(sum(tokens), 0) as tokens, coalesce(sum(cost_micro_usd), 0) as cost_micro_usd,
       count(duration_ms)::int as ended, min(duration_ms) as low, max(duration_ms) as high
     from found group by 1, 2 ${parts.figures.map((figures) => `union all ${figures}`).join(" ")}`,
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

/** What is read: runs, hours that hold all that is asked for, or the bits of days. */
type Counted =
  | { readonly kind: "runs" }
  | { readonly kind: "hours"; readonly hours: WholeHours }
  | { readonly kind: "days"; readonly days: WholeDays };

type Times = { readonly fromMs: number; readonly toMs: number; readonly bucketMs: number };

/** One filter, or none: hours are kept of it. Several: the bits of days; the rest of the time is read from the runs. */
function chooseCount(
  { from: _, to: __, ...filters }: RunFilters,
  { fromMs, toMs, bucketMs }: Times,
): Counted {
  const [first, second] = Object.entries(filters).filter(([, wanted]) => wanted !== undefined);
  const dimension = first ? hourDimensions.find((name) => name === first[0]) : "";
  const whole = { fromMs: Math.ceil(fromMs / hourMs) * hourMs, toMs: Math.floor(toMs / hourMs) * hourMs };
  if (bucketMs < hourMs || whole.fromMs >= whole.toMs) return { kind: "runs" };
  if (!second && dimension !== undefined) {
    const values = first ? [first[1]].flat().map(String) : [""];
    return { kind: "hours", hours: { dimension, values, ...whole } };
  }
  const days = wholeDays(filters, whole);
  return days ? { kind: "days", days } : { kind: "runs" };
}

type Parts = {
  /** Common tables that the others speak of. */
  readonly tables: readonly string[];
  /** Where the runs are that are read. */
  readonly facts: readonly string[];
  /** What else is counted, as figures. */
  readonly figures: readonly string[];
};

type Reading = {
  readonly projects: Projects;
  readonly facts: string;
  readonly inFacts: string;
  readonly bucketOf: (time: string) => string;
};

function partsOf(
  query: Conditions,
  counted: Counted,
  { projects, facts, inFacts, bucketOf }: Reading,
): Parts {
  switch (counted.kind) {
    case "runs":
      return { tables: [], facts: [inFacts], figures: [] };
    case "hours": {
      const { hours } = counted;
      const figures = inHours(query, { ...hours, projects, bucket: bucketOf("hour") });
      return { tables: [], facts: besides(query, inFacts, hours), figures: [figures] };
    }
    case "days": {
      const { days } = counted;
      const parts = countInDays(query, { ...days, projects, facts, bucketOf });
      return {
        tables: [parts.tables],
        facts: [...besides(query, inFacts, days), parts.facts],
        figures: [parts.figures],
      };
    }
    default:
      return assertNever(counted);
  }
}

/** The runs before and after the whole hours. */
function besides(
  query: Conditions,
  inFacts: string,
  { fromMs, toMs }: Pick<Times, "fromMs" | "toMs">,
): string[] {
  const id = (atMs: number) => query.parameter(firstIdAt("run", atMs));
  const at = (atMs: number) => query.parameter(new Date(atMs));
  return [
    `${inFacts} and h.id < ${id(fromMs + slackMs)} and h.created_at < ${at(fromMs)}`,
    `${inFacts} and h.id >= ${id(toMs - slackMs)} and h.created_at >= ${at(toMs)}`,
  ];
}

type InHours = WholeHours & { readonly projects: Projects; readonly bucket: string };

/** The sums of each bucket's whole hours, and how many runs of it took how long. */
function inHours(query: Conditions, { projects, bucket, ...whole }: InHours): string {
  const { dimension, values, fromMs, toMs } = whole;
  const parameters = [dimension, [...values], new Date(fromMs), new Date(toMs)];
  const [name, list, from, to] = parameters.map((value) => query.parameter(value));
  const hours = `${projects.beside} run_hour where project_id = ${projects.id} and dimension = ${name} and value = any(${list}::text[])
    and hour >= ${from} and hour < ${to}`;
  return `select ${bucket}, null, sum(runs)::int, sum(completed)::int, sum(failed)::int, sum(cancelled)::int, sum(tokens),
      sum(cost_micro_usd), 0, null, null from ${hours} group by 1
    union all
    select ${bucket}, class::int, 0, 0, 0, 0, 0, 0, sum(n)::int, null, null
    from (select hour, durations from ${hours}) h, unnest(durations) with ordinality d(n, class) where n <> 0 group by 1, 2`;
}

const firstStatement = statement<{ first: Date | null }>(
  "find-first-run",
  `select min(f.created_at) as first from ${severalProjects} lateral (
     select created_at from run_fact where project_id = p.id order by id limit 1
   ) f`,
);

async function findFirst(sql: Sql, projectIds: readonly string[], now: Date): Promise<number> {
  const [found] = await run(sql, firstStatement, [projectIds]);
  return (found?.first ?? now).getTime();
}
