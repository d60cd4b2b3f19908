"use client";
import type { AdminOverview, TelemetryCounts } from "@slipway/schemas/public-api/admin-overview";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { formatCount } from "#ui/format-count.ts";

type Destination = keyof TelemetryCounts;
type SpanRow = TelemetryCounts[Destination] & {
  readonly key: string;
  readonly process: string;
  readonly destination: string;
};

const destinations: Readonly<Record<Destination, string>> = { store: "Database", otlp: "Collector" };

const count = (key: "exported" | "failed" | "dropped", header: string): Column<SpanRow> => ({
  key,
  header,
  width: "100px",
  align: "end",
  cell: (row) => (
    <span className={key !== "exported" && row[key] > 0 ? "text-danger-text" : ""}>
      {formatCount(row[key])}
    </span>
  ),
});

const columns: readonly Column<SpanRow>[] = [
  { key: "process", header: "Process", cell: ({ process }) => process },
  { key: "destination", header: "To", width: "100px", cell: ({ destination }) => destination },
  { ...count("exported", "Sent"), from: "sm" },
  count("failed", "Refused"),
  count("dropped", "Dropped"),
];

/** What became of spans, since each process started. */
export function TelemetryTable({ overview }: { overview: AdminOverview }) {
  const rows = [
    ...overview.webs.flatMap(({ id, host, pid, telemetry }) =>
      rowsOf(id === overview.web.id ? `Web ${host} ${pid}, this one` : `Web ${host} ${pid}`, telemetry),
    ),
    ...overview.runners.flatMap(({ host, pid, telemetry }) => rowsOf(`Runner ${host} ${pid}`, telemetry)),
  ];
  if (rows.length === 0) return <p className="text-muted">No process has told of its spans yet.</p>;
  return <DataTable caption="Spans by process" columns={columns} rows={rows} rowKey={({ key }) => key} />;
}

/** A collector that nobody has set up has no line. */
function rowsOf(process: string, telemetry: TelemetryCounts | null): SpanRow[] {
  if (!telemetry) return [];
  return (Object.keys(destinations) as Destination[])
    .filter((destination) => destination === "store" || telemetry[destination].accepted > 0)
    .map((destination) => ({
      ...telemetry[destination],
      key: `${process} ${destination}`,
      process,
      destination: destinations[destination],
    }));
}
