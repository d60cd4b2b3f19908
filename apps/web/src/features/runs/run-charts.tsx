"use client";
import { useState } from "react";
import { classNames } from "#ui/class-names.ts";
import { formatCost } from "#ui/format-cost.ts";
import { formatCount } from "#ui/format-count.ts";
import { formatDuration } from "#ui/format-duration.ts";
import { type Bucket, fillBuckets } from "./fill-buckets.ts";
import { formatSpan } from "./format-span.ts";
import { RunChart } from "./run-chart.tsx";
import type { RunViewFilters } from "./run-view-filters.ts";
import { useBrush } from "./use-brush.ts";
import { useRunStats } from "./use-run-stats.ts";

type RunChartsProps = {
  readonly filters: RunViewFilters;
  /** A stretch of time was drawn over, ISO 8601; `to` is outside. */
  readonly onBrush: (from: string, to: string) => void;
};

type Figures = Omit<Bucket, "at">;

/** What the listed runs sum up to over time. Drawing over a stretch of it narrows the list to that time. */
export function RunCharts({ filters, onBrush }: RunChartsProps) {
  const { data, error, isPlaceholderData, refetch } = useRunStats(filters);
  const [pointed, setPointed] = useState<number | null>(null);
  const buckets = data ? fillBuckets(data) : [];
  const bucketMs = data?.stats.bucketMs ?? 0;
  const brush = useBrush({
    count: buckets.length,
    onPoint: setPointed,
    onBrush: (first, last) => {
      const from = buckets[first];
      const to = buckets[last];
      if (from && to) onBrush(from.at, new Date(Date.parse(to.at) + bucketMs).toISOString());
    },
  });
  const at = pointed === null ? undefined : buckets[pointed];
  const shown: Figures | undefined = at ?? data?.stats.total;
  const [first, last] = at ? [at, at] : [buckets[0], buckets.at(-1)];
  const span = first && last && formatSpan(Date.parse(first.at), Date.parse(last.at) + bucketMs);
  const common = { buckets, brush, pointed: at ? pointed : null, span, isRead: data !== undefined };
  return (
    <section
      aria-label="Charts"
      aria-busy={(!data && !error) || undefined}
      className={classNames(
        "grid h-29 shrink-0 grid-cols-3 gap-x-3 border-b border-line px-4 py-2.5 transition-opacity sm:gap-x-8",
        isPlaceholderData && "opacity-60",
      )}
    >
      {error && !data ? (
        <Unread message={error.message} onRetry={() => void refetch()} />
      ) : (
        <>
          <RunChart
            {...common}
            title="Runs"
            value={shown && formatCount(shown.runs)}
            note={shown && failuresOf(shown)}
            isNoteBad
            layers={[
              { kind: "bars", colour: "text-control-line", of: ({ runs }) => runs },
              { kind: "bars", colour: "text-danger-line", of: ({ failed }) => failed },
            ]}
          />
          <RunChart
            {...common}
            title="Duration"
            value={shown && `p50 ${durationOf(shown.p50DurationMs)}`}
            note={shown && `p95 ${durationOf(shown.p95DurationMs)}`}
            layers={[
              { kind: "line", colour: "text-control-line", isDashed: true, of: (each) => each.p95DurationMs },
              { kind: "line", colour: "text-accent", of: (each) => each.p50DurationMs },
            ]}
          />
          <RunChart
            {...common}
            title="Cost"
            value={shown && formatCost(shown.costUsd)}
            note={shown && `${formatCount(shown.tokens)} tokens`}
            layers={[{ kind: "bars", colour: "text-control-line", of: ({ costUsd }) => costUsd }]}
          />
        </>
      )}
    </section>
  );
}

function Unread({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <p className="col-span-3 self-center text-center text-muted">
      The charts could not be read: {message}{" "}
      <button type="button" className="underline hover:text-text" onClick={onRetry}>
        Try again
      </button>
    </p>
  );
}

function failuresOf({ failed }: Figures): string | undefined {
  return failed > 0 ? `${formatCount(failed)} failed` : undefined;
}

function durationOf(ms: number | null): string {
  return ms === null ? "—" : formatDuration(ms);
}
