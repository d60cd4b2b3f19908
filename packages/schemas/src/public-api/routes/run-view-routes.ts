import { pageOf } from "#public-api/page.ts";
import type { Route } from "#public-api/route.ts";
import { CreateRunView, maxRunViews, RunView, UpdateRunView } from "#public-api/run-view.ts";
import { RunSender } from "#runs/run-sender.ts";

const group = "Runs";

/** How people find their way in the history. */
export const runViewRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/runs/senders",
    group,
    summary: "List who starts runs",
    description:
      "The people and API keys of the project, also revoked ones and people who have left but whose runs are there.",
    role: "viewer",
    answers: { 200: { description: "All of them, by name.", body: pageOf(RunSender) } },
  },
  {
    method: "GET",
    path: "/runs/views",
    group,
    summary: "List saved views of the history",
    description: `The project's and your own: at most ${maxRunViews} each, all at once.`,
    role: "viewer",
    answers: { 200: { description: "By name.", body: pageOf(RunView) } },
  },
  {
    method: "POST",
    path: "/runs/views",
    group,
    summary: "Save a view of the history",
    description: "For yourself, or for the project, which needs the role editor.",
    role: "viewer",
    body: CreateRunView,
    example: { name: "Failed today", filters: { status: "failed", period: "24h" }, isShared: true },
    answers: { 201: { description: "The view.", body: RunView } },
    errors: ["forbidden", "conflict"],
  },
  {
    method: "PATCH",
    path: "/runs/views/{view}",
    group,
    summary: "Change a view of the history",
    role: "viewer",
    body: UpdateRunView,
    example: { name: "Failed since yesterday" },
    answers: { 200: { description: "The view as it is now.", body: RunView } },
    errors: ["forbidden", "conflict"],
  },
  {
    method: "DELETE",
    path: "/runs/views/{view}",
    group,
    summary: "Remove a view of the history",
    description: "The runs stay.",
    role: "viewer",
    answers: { 204: { description: "It is gone." } },
    errors: ["forbidden"],
  },
];
