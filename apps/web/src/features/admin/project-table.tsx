"use client";
import type { AdminOverview } from "@slipway/schemas/public-api/admin-overview";
import type { Route } from "next";
import Link from "next/link";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { formatCost } from "#ui/format-cost.ts";
import { formatCount } from "#ui/format-count.ts";

type ProjectRow = AdminOverview["projects"][number];

const columns: readonly Column<ProjectRow>[] = [
  {
    key: "name",
    header: "Project",
    cell: ({ id, name }) => (
      <Link href={`/runs?project=${id}` as Route} className="rounded-sm font-medium hover:underline">
        {name}
      </Link>
    ),
  },
  { key: "runs", header: "Runs", width: "90px", align: "end", cell: ({ runs }) => formatCount(runs) },
  {
    key: "failed",
    header: "Failed",
    width: "90px",
    align: "end",
    from: "sm",
    cell: ({ failed }) => (
      <span className={failed > 0 ? "text-danger-text" : "text-faint"}>{formatCount(failed)}</span>
    ),
  },
  {
    key: "tokens",
    header: "Tokens",
    width: "120px",
    align: "end",
    from: "md",
    cell: ({ tokens }) => formatCount(tokens),
  },
  { key: "cost", header: "Cost", width: "100px", align: "end", cell: ({ costUsd }) => formatCost(costUsd) },
];

export function ProjectTable({ projects }: { projects: readonly ProjectRow[] }) {
  if (projects.length === 0) return <p className="text-muted">No run has ended in this time.</p>;
  return <DataTable caption="Cost by project" columns={columns} rows={projects} rowKey={({ id }) => id} />;
}
