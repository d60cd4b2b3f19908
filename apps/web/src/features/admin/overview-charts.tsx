"use client";
import type { AdminOverview } from "@slipway/schemas/public-api/admin-overview";
import { formatCost } from "#ui/format-cost.ts";
import { formatCount } from "#ui/format-count.ts";
import { BarChart } from "./bar-chart.tsx";
import { rangeWords } from "./ranges.ts";

/** What ended and what it cost, over the chosen time. */
export function OverviewCharts({ overview: { series, range, totals } }: { overview: AdminOverview }) {
  const ends = [rangeWords[range].ago, "now"] as const;
  const at = (time: string) => new Date(time).toLocaleString(undefined, rangeWords[range].format);
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <BarChart
        title="Runs that ended"
        summary={`${formatCount(totals.runs)} runs ended within ${rangeWords[range].label}, ${formatCount(totals.failed)} of them failed and ${formatCount(totals.cancelled)} were cancelled.`}
        format={formatCount}
        ends={ends}
        bars={series.map((bucket) => ({
          key: bucket.at,
          label: at(bucket.at),
          parts: [
            { name: "failed", value: bucket.failed, className: "fill-danger-line" },
            { name: "cancelled", value: bucket.cancelled, className: "fill-control-line" },
            {
              name: "completed",
              value: bucket.runs - bucket.failed - bucket.cancelled,
              className: "fill-accent",
            },
          ],
        }))}
      />
      <BarChart
        title="Cost"
        summary={`Runs cost ${formatCost(totals.costUsd)} within ${rangeWords[range].label}.`}
        format={formatCost}
        ends={ends}
        bars={series.map((bucket) => ({
          key: bucket.at,
          label: at(bucket.at),
          parts: [{ name: "cost", value: bucket.costUsd, className: "fill-info-line" }],
        }))}
      />
    </div>
  );
}
