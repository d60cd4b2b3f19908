import { firstIdAt } from "@slipway/schemas/ids";
import type { RunFilters } from "@slipway/schemas/public-api/run-filters";
import { type BitFilter, bitFilters } from "#history/day-bits.ts";
import type { Projects } from "#history/name-projects.ts";
import type { Conditions } from "#history/run-conditions.ts";

/** Days that are counted by their bits, where they have them, and of them the hours between two times. */
export type WholeDays = {
  readonly wanted: readonly { readonly filter: BitFilter; readonly values: readonly string[] }[];
  readonly fromMs: number;
  readonly toMs: number;
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Clocks that make ids and times may differ by so much. */
const slackMs = 60_000;

/** Null: something is filtered by what no bits are kept of, or it is no time for them. */
export function wholeDays(
  filters: Omit<RunFilters, "from" | "to">,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): WholeDays | null {
  const wanted = Object.entries(filters).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [{ filter: bitFilters.find((each) => each === name), values: [value].flat().map(String) }],
  );
  if (toMs - fromMs < dayMs) return null;
  const known = wanted.flatMap(({ filter, values }) => (filter ? [{ filter, values }] : []));
  return known.length === wanted.length && known.length > 0 ? { wanted: known, fromMs, toMs } : null;
}

type InDays = WholeDays & {
  readonly projects: Projects;
  /** Columns of `run_fact h`. */
  readonly facts: string;
  /** SQL for the bucket of a time. */
  readonly bucketOf: (time: string) => string;
};

type PartsInDays = {
  /** Tables that the others speak of. */
  readonly tables: string;
  /** The runs of days without bits. */
  readonly facts: string;
  /** The figures of the days with them. */
  readonly figures: string;
};

/**
 * A day's bits count while there are as many of them as runs in its hours; the runs of all other days are read. One
 * statement does both, so that a day that changes meanwhile is still counted once.
 */
export function countInDays(query: Conditions, days: InDays): PartsInDays {
  const { projects, wanted, fromMs, toMs, facts, bucketOf } = days;
  const parameter = (value: unknown, type: string) => `${query.parameter(value)}::${type}`;
  const starts = Array.from(
    { length: Math.ceil(toMs / dayMs) - Math.floor(fromMs / dayMs) },
    (_, n) => (Math.floor(fromMs / dayMs) + n) * dayMs,
  );
  const asked = [
    parameter(
      starts.map((at) => new Date(at)),
      "timestamptz[]",
    ),
    parameter(
      starts.map((at) => firstIdAt("run", at - slackMs)),
      "text[]",
    ),
    parameter(
      starts.map((at) => firstIdAt("run", at + dayMs + slackMs)),
      "text[]",
    ),
  ];
  const from = parameter(new Date(fromMs), "timestamptz");
  const to = parameter(new Date(toMs), "timestamptz");
  let known = "";
  const having = wanted.map(({ filter, values }, n) => {
    const ofFilter = `b.field = ${parameter(filter, "text")} and b.value = any(${parameter(values, "text[]")})`;
    // Of a person without bits the runs of the day are few: they are read.
    if (filter === "userId") {
      known += ` and exists (select from run_bits b where b.project_id = a.project_id and b.day = a.day and ${ofFilter})`;
    }
    return `join lateral (select bit_or(b.bits) as bits from run_bits b
        where b.project_id = g.project_id and b.day = g.day and ${ofFilter}) f${n} on f${n}.bits is not null`;
  });
  return {
    tables: `asked as materialized (
        select ${projects.id} as project_id, d.day, d.first_id, d.next_id
        from ${projects.beside} unnest(${asked.join(", ")}) d(day, first_id, next_id)
      ), good as materialized (
        select a.project_id, a.day, b.bits from asked a
        join run_bits b on b.project_id = a.project_id and b.day = a.day and b.field = '' and b.value = ''
        where bit_count(b.bits) = (
          select sum(h.runs) from run_hour h where h.project_id = a.project_id and h.dimension = '' and h.value = ''
            and h.hour >= a.day and h.hour < a.day + interval '24 hours'
        ) ${known}
      ), gaps as materialized (
        select * from asked a
        where not exists (select from good g where g.project_id = a.project_id and g.day = a.day)
      ), masks as materialized (
        select g.project_id, g.day, m.at, ${["g.bits", ...wanted.map((_, n) => `f${n}.bits`), "m.bits"].join(" & ")} as bits
        from good g ${having.join(" ")} cross join lateral (
          select ${bucketOf("x.hour")} as at, bit_or(x.bits) as bits from (
            select b.day + b.value::int * interval '1 hour' as hour, b.bits
            from run_bits b where b.project_id = g.project_id and b.day = g.day and b.field = 'hour'
          ) x where x.hour >= ${from} and x.hour < ${to} group by 1
        ) m
      ), counted as materialized (
        select m.at, b.field, b.value, sum(bit_count(m.bits & b.bits)) as n
        from masks m join run_bits b on b.project_id = m.project_id and b.day = m.day
          and b.field in ('', 'status', 'class', 'tokens', 'cost')
        where bit_count(m.bits) > 0 group by 1, 2, 3
      )`,
    // Each gap by itself: what one plan for all of them would read is more than they are.
    facts: `select ${facts} from gaps d cross join lateral (
        select ${facts} from run_fact h where h.project_id = d.project_id and h.id >= d.first_id and h.id < d.next_id
          and h.created_at >= greatest(d.day, ${from}) and h.created_at < least(d.day + interval '24 hours', ${to})
          ${query.text} offset 0
      ) h`,
    figures: `select at, null, ${sumOf("n", "field = ''")}::int,
        ${["completed", "failed", "cancelled"].map((status) => `${sumOf("n", `field = 'status' and value = '${status}'`)}::int`).join(", ")},
        ${["tokens", "cost"].map((field) => sumOf("n * 2::numeric ^ value::int", `field = '${field}'`)).join(", ")}, 0, null, null
      from counted where field <> 'class' group by at
      union all
      select at, value::int, 0, 0, 0, 0, 0, 0, n::int, null, null from counted where field = 'class' and n > 0`,
  };
}

function sumOf(amount: string, condition: string): string {
  return `coalesce(sum(${amount}) filter (where ${condition}), 0)`;
}
