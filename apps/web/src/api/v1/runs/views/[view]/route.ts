import { deleteRunView, updateRunView } from "@slipway/db/views/write-run-view";
import { UpdateRunView } from "@slipway/schemas/public-api/run-view";
import { findView, requireViewRoom } from "#public-api/views/find-view.ts";
import { json, noContent } from "#server/answers.ts";
import { door } from "#server/door.ts";
import { actorId, requireRole } from "#server/principal.ts";

export const PATCH = door({ role: "viewer", body: UpdateRunView }, async (asked) => {
  const { services, principal, body } = asked;
  const view = await findView(asked);
  if (body.isShared) requireRole(principal, "editor");
  const viewing = { projectId: principal.projectId, asker: actorId(principal) };
  const written = await updateRunView(services.db.pool, { ...viewing, ...body, view });
  return json(200, requireViewRoom(written));
});

export const DELETE = door({ role: "viewer" }, async (asked) => {
  const { services, principal } = asked;
  const { id } = await findView(asked);
  await deleteRunView(services.db.pool, { projectId: principal.projectId, asker: actorId(principal), id });
  return noContent();
});
