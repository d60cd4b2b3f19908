/**
 * A part of a statement that counts runs of `run_fact` in, or out again, hour by hour; `facts` names the rows. In one order
 * always, so that two that count at the same time wait for each other once and never both ways.
 */
export function countInHours(facts: string, sign: "+" | "-"): string {
  const add = (column: string) => `${column} = run_hour.${column} ${sign} excluded.${column}`;
  return `insert into run_hour (project_id, dimension, value, hour, runs, completed, failed, cancelled, tokens, cost_micro_usd,
      durations)
    select f.project_id, d.dimension, d.value, date_trunc('hour', f.created_at, 'UTC'), count(*),
      count(*) filter (where f.status = 'completed'), count(*) filter (where f.status = 'failed'),
      count(*) filter (where f.status = 'cancelled'), sum(f.tokens), coalesce(sum(f.cost_micro_usd), 0),
      count_durations(array_agg(f.duration_ms))
    from ${facts} f cross join lateral (values ('', ''), ${dimensions}) d(dimension, value)
    where d.value is not null group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (project_id, dimension, value, hour) do update set ${columns.map(add).join(", ")},
      durations = add_counts(run_hour.durations, ${
        sign === "+" ? "excluded.durations" : "array(select -n from unnest(excluded.durations) n)"
      })`;
}

/** What hours are counted by, besides all runs: the filter's name and the column of it. */
const columnOf = {
  appId: "app_id",
  type: "app_type",
  revision: "revision::text",
  environment: "environment",
  model: "model",
  status: "status",
  stopReason: "stop_reason",
  source: "source",
} as const;
export type HourDimension = keyof typeof columnOf;
export const hourDimensions = Object.keys(columnOf) as readonly HourDimension[];

const dimensions = Object.entries(columnOf)
  .map(([name, column]) => `('${name}', f.${column})`)
  .join(", ");
const columns = ["runs", "completed", "failed", "cancelled", "tokens", "cost_micro_usd"];
