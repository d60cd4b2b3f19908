"use client";
import type { AdminOverview } from "@slipway/schemas/public-api/admin-overview";
import { Badge, type BadgeTone } from "#ui/badge.tsx";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { formatCount } from "#ui/format-count.ts";
import { RelativeTime } from "#ui/relative-time.tsx";

type RunnerRow = AdminOverview["runners"][number];

const states: Readonly<Record<RunnerRow["state"], { readonly tone: BadgeTone; readonly label: string }>> = {
  working: { tone: "success", label: "Working" },
  draining: { tone: "warning", label: "Draining" },
  silent: { tone: "danger", label: "Silent" },
};

type RunnerTableProps = { readonly runners: readonly RunnerRow[]; readonly webVersion: string };

export function RunnerTable({ runners, webVersion }: RunnerTableProps) {
  if (runners.length === 0)
    return <p className="text-danger-text">No runner is alive: what is sent waits until one is started.</p>;
  const columns: readonly Column<RunnerRow>[] = [
    {
      key: "host",
      header: "Runner",
      cell: ({ host, pid }) => (
        <span>
          <span className="font-medium">{host}</span>{" "}
          <span className="font-mono text-12 text-faint">{pid}</span>
        </span>
      ),
    },
    {
      key: "state",
      header: "State",
      width: "90px",
      cell: ({ state }) => <Badge tone={states[state].tone}>{states[state].label}</Badge>,
    },
    {
      key: "load",
      header: "Load",
      width: "110px",
      align: "end",
      cell: ({ running, capacity }) => (
        <span className="tabular-nums">
          {formatCount(running)} <span className="text-faint">of {formatCount(capacity)}</span>
        </span>
      ),
    },
    {
      key: "version",
      header: "Contract",
      width: "220px",
      from: "md",
      cell: ({ contractVersion }) => (
        <span className="flex items-center gap-2">
          <span className="font-mono text-12 text-muted">{contractVersion}</span>
          {contractVersion === webVersion ? null : <Badge tone="danger">Not the web's</Badge>}
        </span>
      ),
    },
    {
      key: "started",
      header: "Started",
      width: "110px",
      from: "lg",
      cell: ({ startedAt }) => <RelativeTime at={startedAt} className="text-muted" />,
    },
    {
      key: "beat",
      header: "Last heard",
      width: "110px",
      from: "sm",
      cell: ({ heartbeatAt }) => <RelativeTime at={heartbeatAt} className="text-muted" />,
    },
  ];
  return <DataTable caption="Runners" columns={columns} rows={runners} rowKey={({ id }) => id} />;
}
