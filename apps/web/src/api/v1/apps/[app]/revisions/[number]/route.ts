import { getRevision } from "@slipway/db/apps/get-revision";
import { findApp } from "#public-api/find-app.ts";
import { foundOrThrow } from "#public-api/not-found.ts";
import { revisionNumber } from "#public-api/revision-number.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door({ role: "viewer" }, async (asked) => {
  const { id: appId } = await findApp(asked);
  const { projectId } = asked.principal;
  const number = revisionNumber(asked.params.number);
  return json(
    200,
    foundOrThrow(await getRevision(asked.services.prisma, { projectId, appId, number }), "revision"),
  );
});
