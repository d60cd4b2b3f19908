import { getRevision } from "@slipway/db/apps/get-revision";
import { InspectQuery } from "@slipway/schemas/public-api/routes/app-routes";
import { findApp } from "#public-api/find-app.ts";
import { inspectApp } from "#public-api/inspect-app.ts";
import { foundOrThrow } from "#public-api/not-found.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door({ role: "viewer", query: InspectQuery }, async (asked) => {
  const app = await findApp(asked);
  const number = asked.query.revision ?? app.latestRevision;
  const { projectId } = asked.principal;
  const revision = await getRevision(asked.services.prisma, { projectId, appId: app.id, number });
  return json(200, inspectApp(app, foundOrThrow(revision, "revision")));
});
