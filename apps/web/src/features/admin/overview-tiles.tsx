"use client";
import type { AdminOverview } from "@slipway/schemas/public-api/admin-overview";
import type { ReactNode } from "react";
import { formatCost } from "#ui/format-cost.ts";
import { formatCount } from "#ui/format-count.ts";
import { formatDuration } from "#ui/format-duration.ts";

/** The figures that tell at a glance whether all is well. */
export function OverviewTiles({ overview: { now, totals } }: { overview: AdminOverview }) {
  const failedShare = totals.runs === 0 ? 0 : totals.failed / totals.runs;
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line sm:grid-cols-3 lg:grid-cols-6">
      <Tile label="Running now" value={formatCount(now.running)} />
      <Tile
        label="Queued"
        value={formatCount(now.queued)}
        note={
          now.oldestQueuedMs === null ? "None waits to start" : `Oldest ${formatDuration(now.oldestQueuedMs)}`
        }
      />
      <Tile label="Waiting for people" value={formatCount(now.waiting)} />
      <Tile label="Ended" value={formatCount(totals.runs)} note={`${formatCount(totals.tokens)} tokens`} />
      <Tile
        label="Failed"
        value={formatCount(totals.failed)}
        note={`${(failedShare * 100).toFixed(failedShare > 0 && failedShare < 0.1 ? 1 : 0)} % of what ended`}
        isBad={totals.failed > 0}
      />
      <Tile label="Cost" value={formatCost(totals.costUsd)} />
    </dl>
  );
}

type TileProps = {
  readonly label: string;
  readonly value: string;
  readonly note?: ReactNode;
  readonly isBad?: boolean;
};

function Tile({ label, value, note, isBad = false }: TileProps) {
  return (
    <div className="flex min-h-20 flex-col gap-0.5 bg-surface px-3 py-2.5">
      <dt className="text-12 text-muted">{label}</dt>
      <dd className={`text-20 font-semibold tabular-nums ${isBad ? "text-danger-text" : ""}`}>{value}</dd>
      {note ? <dd className="text-12 text-faint tabular-nums">{note}</dd> : null}
    </div>
  );
}
