import type { Run } from "@slipway/schemas/runs/run";
import { formatCost } from "#ui/format-cost.ts";
import { formatCount } from "#ui/format-count.ts";
import { formatDuration } from "#ui/format-duration.ts";

/** One figure of a run, and how it stands to that of the run it is compared with. */
export type Figure = {
  readonly label: string;
  readonly value: string;
  /** `+0.4 s`, `−38 %`; null: there is nothing to compare, or nothing differs. */
  readonly difference: string | null;
  /** Less is better of every figure here. */
  readonly isBetter: boolean;
};

type Counted = Pick<Run, "durationMs" | "ttftMs" | "costUsd" | "usage">;

/** What a run took, in words, beside what the first one took. What is not known (yet) is left out. */
export function compareFigures(run: Counted, first: Counted | undefined): readonly Figure[] {
  const tokens = (of: Counted) => of.usage.inputTokens + of.usage.outputTokens;
  return [
    figure({ label: "Time", of: (each) => each.durationMs, show: formatDuration, differ: inTime }),
    figure({
      label: "First token",
      of: (each) => each.ttftMs,
      show: (ms) => `${formatDuration(ms)} to first`,
      differ: inTime,
    }),
    figure({
      label: "Tokens",
      of: tokens,
      show: (count) => `${formatCount(count)} tokens`,
      differ: inPercent,
    }),
    figure({ label: "Cost", of: (each) => each.costUsd, show: formatCost, differ: inPercent }),
  ].flatMap((make) => make(run, first) ?? []);
}

type Measure = {
  readonly label: string;
  readonly of: (run: Counted) => number | null;
  readonly show: (value: number) => string;
  readonly differ: (value: number, first: number) => string | null;
};

function figure({ label, of, show, differ }: Measure) {
  return (run: Counted, first: Counted | undefined): Figure | null => {
    const value = of(run);
    if (value === null) return null;
    const other = first ? of(first) : null;
    const difference = other === null ? null : differ(value, other);
    return { label, value: show(value), difference, isBetter: other !== null && value < other };
  };
}

/** Differences that nobody would feel are none. */
const leastMs = 50;

function inTime(value: number, first: number): string | null {
  const difference = value - first;
  if (Math.abs(difference) < leastMs) return null;
  return `${difference > 0 ? "+" : "−"}${formatDuration(Math.abs(difference))}`;
}

function inPercent(value: number, first: number): string | null {
  if (first === 0 || value === first) return null;
  const percent = Math.round(((value - first) / first) * 100);
  if (percent === 0) return null;
  return `${percent > 0 ? "+" : "−"}${formatCount(Math.abs(percent))} %`;
}

/** What several runs took together: the last line of a column of cases. */
export function addUp(runs: readonly Counted[]): Counted | null {
  if (runs.length === 0) return null;
  const sum = (of: (run: Counted) => number | null) =>
    runs.reduce<number | null>((total, run) => {
      const value = of(run);
      return total === null || value === null ? null : total + value;
    }, 0);
  const usage = (name: "inputTokens" | "outputTokens") =>
    runs.reduce((total, run) => total + run.usage[name], 0);
  const [first] = runs;
  return {
    durationMs: sum((run) => run.durationMs),
    ttftMs: null,
    costUsd: sum((run) => run.costUsd),
    usage: {
      ...(first as Counted).usage,
      inputTokens: usage("inputTokens"),
      outputTokens: usage("outputTokens"),
    },
  };
}
