import { createRevision } from "@slipway/db/apps/create-revision";
import { listRevisionHeads, listRevisions } from "@slipway/db/apps/list-revisions";
import { CreateRevision } from "@slipway/schemas/apps/app";
import { RevisionsQuery } from "@slipway/schemas/public-api/routes/app-routes";
import { readConfig } from "#public-api/config/read-config.ts";
import { findApp } from "#public-api/find-app.ts";
import { foundOrThrow } from "#public-api/not-found.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";
import { actorId } from "#server/principal.ts";

export const GET = door({ role: "viewer", query: RevisionsQuery }, async (asked) => {
  const { id: appId } = await findApp(asked);
  const { cursor, limit, fields } = asked.query;
  const { projectId } = asked.principal;
  const list = fields === "head" ? listRevisionHeads : listRevisions;
  return json(200, await list(asked.services.prisma, { projectId, appId, cursor, limit }));
});

export const POST = door({ role: "editor", body: CreateRevision }, async (asked) => {
  const { id: appId, type } = await findApp(asked);
  const { message, parent } = asked.body;
  const revision = await createRevision(asked.services.prisma, {
    projectId: asked.principal.projectId,
    appId,
    config: readConfig(type, asked.body.config),
    message,
    parent,
    author: actorId(asked.principal),
  });
  return json(201, foundOrThrow(revision, "app"));
});
