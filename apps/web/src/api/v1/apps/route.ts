import { createApp } from "@slipway/db/apps/create-app";
import { listApps } from "@slipway/db/apps/list-apps";
import { readActivity } from "@slipway/db/apps/read-activity";
import { CreateApp } from "@slipway/schemas/apps/app";
import { ListAppsQuery } from "@slipway/schemas/public-api/routes/app-routes";
import { readNewApp } from "#public-api/read-new-app.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";
import { actorId } from "#server/principal.ts";

export const GET = door({ role: "viewer", query: ListAppsQuery }, async ({ principal, query, services }) => {
  const { archived, activity, cursor, limit } = query;
  const { projectId } = principal;
  const page = await listApps(services.prisma, { projectId, archived: archived === "true", cursor, limit });
  if (activity === undefined) return json(200, page);
  const appIds = page.items.map(({ id }) => id);
  const lastDay = await readActivity(services.prisma, { projectId, appIds, nowMs: Date.now() });
  return json(200, { ...page, items: page.items.map((app) => ({ ...app, activity: lastDay.get(app.id) })) });
});

export const POST = door({ role: "editor", body: CreateApp }, async ({ principal, body, services }) => {
  const created = await createApp(services.prisma, {
    ...readNewApp(body),
    projectId: principal.projectId,
    createdBy: actorId(principal),
  });
  return json(201, created, { location: `/api/v1/apps/${created.app.id}` });
});
