import { listRunViews } from "@slipway/db/views/list-run-views";
import { createRunView } from "@slipway/db/views/write-run-view";
import { CreateRunView } from "@slipway/schemas/public-api/run-view";
import { requireViewRoom } from "#public-api/views/find-view.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";
import { actorId, requireRole } from "#server/principal.ts";

export const GET = door({ role: "viewer" }, async ({ services, principal }) => {
  const viewing = { projectId: principal.projectId, asker: actorId(principal) };
  return json(200, { items: await listRunViews(services.db.pool, viewing), nextCursor: null });
});

export const POST = door({ role: "viewer", body: CreateRunView }, async ({ services, principal, body }) => {
  if (body.isShared) requireRole(principal, "editor");
  const viewing = { projectId: principal.projectId, asker: actorId(principal) };
  return json(201, requireViewRoom(await createRunView(services.db.pool, { ...viewing, ...body })));
});
