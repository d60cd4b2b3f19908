import { deployRevision } from "@slipway/db/apps/deploy-revision";
import { Deploy, EnvironmentName } from "@slipway/schemas/apps/app";
import { parseOrThrow } from "@slipway/schemas/errors/parse-or-throw";
import { findApp } from "#public-api/find-app.ts";
import { foundOrThrow } from "#public-api/not-found.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";
import { actorId } from "#server/principal.ts";

export const PUT = door({ role: "editor", body: Deploy }, async (asked) => {
  const { id: appId } = await findApp(asked);
  const deployment = await deployRevision(asked.services.prisma, {
    projectId: asked.principal.projectId,
    appId,
    environment: parseOrThrow(EnvironmentName, asked.params.environment, { at: ["environment"] }),
    revision: asked.body.revision,
    deployedBy: actorId(asked.principal),
  });
  return json(200, foundOrThrow(deployment, "app"));
});
