import { DiffQuery } from "@slipway/schemas/public-api/routes/app-routes";
import { diffRevisions } from "#public-api/diff-revisions.ts";
import { findApp } from "#public-api/find-app.ts";
import { revisionNumber } from "#public-api/revision-number.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door({ role: "viewer", query: DiffQuery }, async (asked) => {
  const { id: appId } = await findApp(asked);
  const { projectId } = asked.principal;
  const number = revisionNumber(asked.params.number);
  const { against } = asked.query;
  return json(200, await diffRevisions(asked.services.prisma, { projectId, appId, number, against }));
});
