import { createApp } from "@slipway/db/apps/create-app";
import { listApps } from "@slipway/db/apps/list-apps";
import { CreateApp } from "@slipway/schemas/apps/app";
import { ListAppsQuery } from "@slipway/schemas/public-api/routes/app-routes";
import { readNewApp } from "#public-api/read-new-app.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";
import { actorId } from "#server/principal.ts";

export const GET = door({ role: "viewer", query: ListAppsQuery }, async ({ principal, query, services }) => {
  const { archived, cursor, limit } = query;
  const { projectId } = principal;
  return json(
    200,
    await listApps(services.prisma, { projectId, archived: archived === "true", cursor, limit }),
  );
});

export const POST = door({ role: "editor", body: CreateApp }, async ({ principal, body, services }) => {
  const created = await createApp(services.prisma, {
    ...readNewApp(body),
    projectId: principal.projectId,
    createdBy: actorId(principal),
  });
  return json(201, created, { location: `/api/v1/apps/${created.app.id}` });
});
