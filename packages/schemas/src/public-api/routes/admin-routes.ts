import { AdminOverview, OverviewQuery } from "#public-api/admin-overview.ts";
import {
  AdminRunExportQuery,
  AdminRunFilters,
  AdminRunListQuery,
  AdminSendersQuery,
  ProjectName,
  ProjectRun,
} from "#public-api/admin-runs.ts";
import { pageOf } from "#public-api/page.ts";
import type { Route } from "#public-api/route.ts";
import { RunStats } from "#public-api/run-stats.ts";
import { RunSender } from "#runs/run-sender.ts";

const group = "Administration";
const description = "For the instance's owner, in the browser.";

/** What the owner of the instance sees of all projects together. */
export const adminRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/admin/overview",
    group,
    summary: "How the whole instance is doing",
    description,
    role: "owner",
    query: OverviewQuery,
    answers: { 200: { description: "The overview.", body: AdminOverview } },
  },
  {
    method: "GET",
    path: "/admin/projects",
    group,
    summary: "List the projects of the instance",
    description,
    role: "owner",
    answers: { 200: { description: "All of them, by name.", body: pageOf(ProjectName) } },
  },
  {
    method: "GET",
    path: "/admin/runs",
    group,
    summary: "Search the run history of all projects",
    description,
    role: "owner",
    query: AdminRunListQuery,
    answers: { 200: { description: "Newest first.", body: pageOf(ProjectRun) } },
  },
  {
    method: "GET",
    path: "/admin/runs/stats",
    group,
    summary: "Sum up runs of all projects over time",
    description,
    role: "owner",
    query: AdminRunFilters,
    answers: { 200: { description: "The sums.", body: RunStats } },
  },
  {
    method: "GET",
    path: "/admin/runs/export",
    group,
    summary: "Export runs of all projects",
    description: `${description} As of one project, and each with its project.`,
    role: "owner",
    query: AdminRunExportQuery,
    answers: {
      200: { description: "The runs, one a line.", media: ["text/csv", "application/x-ndjson"] },
    },
  },
  {
    method: "GET",
    path: "/admin/runs/senders",
    group,
    summary: "List who starts runs in all projects",
    description,
    role: "owner",
    query: AdminSendersQuery,
    answers: { 200: { description: "All of them, by name.", body: pageOf(RunSender) } },
  },
  {
    method: "GET",
    path: "/admin/runs/{run}",
    group,
    summary: "Read a run of any project",
    description,
    role: "owner",
    ownerReads: "run",
    answers: { 200: { description: "The run.", body: ProjectRun } },
  },
];
