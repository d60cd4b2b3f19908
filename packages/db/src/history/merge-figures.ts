import { fromMicroUsd } from "@slipway/schemas/money";
import type { RunStats } from "@slipway/schemas/public-api/run-stats";

/** A group of runs of the bucket that begins then; bigint and numeric come from the driver as text. */
export type FigureRow = {
  at: Date;
  runs: number;
  completed: number;
  failed: number;
  cancelled: number;
  tokens: string;
  cost_micro_usd: string;
  /** The class of their durations; null: the group says nothing of them. */
  class: number | null;
  /** How many of that class. */
  ended: number;
  /** The shortest and the longest of them, where that is known. */
  low: string | null;
  high: string | null;
};

type Group = { readonly count: number; readonly low: number; readonly high: number };
type Figures = RunStats["total"];

/** What all groups come to, and those of each bucket in the order of time. */
export function mergeFigures(rows: readonly FigureRow[]): Pick<RunStats, "total" | "items"> {
  const buckets = Map.groupBy(rows, ({ at }) => at.getTime());
  return {
    total: sumOf(rows),
    items: [...buckets]
      .toSorted(([one], [other]) => one - other)
      .map(([at, own]) => ({ at: new Date(at).toISOString(), ...sumOf(own) })),
  };
}

function sumOf(rows: readonly FigureRow[]): Figures {
  const sum = { runs: 0, completed: 0, failed: 0, cancelled: 0, tokens: 0, costMicroUsd: 0 };
  for (const row of rows) {
    sum.runs += row.runs;
    sum.completed += row.completed;
    sum.failed += row.failed;
    sum.cancelled += row.cancelled;
    sum.tokens += Number(row.tokens);
    sum.costMicroUsd += Number(row.cost_micro_usd);
  }
  const { costMicroUsd, ...counts } = sum;
  const durations = groupDurations(rows);
  return {
    ...counts,
    costUsd: fromMicroUsd(costMicroUsd),
    p50DurationMs: quantileOf(durations, 0.5),
    p95DurationMs: quantileOf(durations, 0.95),
  };
}

/** From the shortest class to the longest. */
function groupDurations(rows: readonly FigureRow[]): readonly Group[] {
  const groups = new Map<number, Group>();
  for (const { class: at, ended, low, high } of rows) {
    if (at === null || ended === 0) continue;
    const own = {
      low: low === null ? shortestOf(at) : Number(low),
      high: high === null ? shortestOf(at + 1) - 1 : Number(high),
    };
    const known = groups.get(at);
    groups.set(at, {
      count: (known?.count ?? 0) + ended,
      low: Math.min(known?.low ?? own.low, own.low),
      high: Math.max(known?.high ?? own.high, own.high),
    });
  }
  return [...groups].toSorted(([one], [other]) => one - other).map(([, group]) => group);
}

/** As `duration_class` of the database divides them: 5 % wide each, from 1 on. */
function shortestOf(durationClass: number): number {
  return Math.ceil(Math.exp((durationClass - 1) / 20) - 1);
}

/** The nearest rank. Within a class as if its durations lay evenly: exact for one or two, else off by 5 % at most. */
function quantileOf(groups: readonly Group[], share: number): number | null {
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  let rank = Math.max(1, Math.ceil(share * count));
  for (const group of groups) {
    if (rank <= group.count) {
      const place = group.count === 1 ? 0 : (rank - 1) / (group.count - 1);
      return Math.round(group.low + (group.high - group.low) * place);
    }
    rank -= group.count;
  }
  return null;
}
