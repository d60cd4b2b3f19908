import { listDeployments } from "@slipway/db/apps/list-deployments";
import { findApp } from "#public-api/find-app.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door({ role: "viewer" }, async (asked) => {
  const { id: appId } = await findApp(asked);
  const { projectId } = asked.principal;
  const { current, history } = await listDeployments(asked.services.prisma, { projectId, appId });
  return json(200, { items: current, nextCursor: null, history });
});
