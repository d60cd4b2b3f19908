import { createTestCase } from "@slipway/db/test-cases/create-test-case";
import { listTestCases } from "@slipway/db/test-cases/list-test-cases";
import { CreateTestCase } from "@slipway/schemas/apps/test-case";
import { findApp } from "#public-api/find-app.ts";
import { requireCaseInput } from "#public-api/test-cases/require-case-input.ts";
import { requireRoom } from "#public-api/test-cases/require-room.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";
import { actorId } from "#server/principal.ts";

export const GET = door({ role: "viewer" }, async (asked) => {
  const { id: appId } = await findApp(asked);
  const { projectId } = asked.principal;
  return json(200, {
    items: await listTestCases(asked.services.prisma, { projectId, appId }),
    nextCursor: null,
  });
});

export const POST = door({ role: "editor", body: CreateTestCase }, async (asked) => {
  const app = await findApp(asked);
  requireCaseInput(app.type, asked.body);
  const created = await createTestCase(asked.services.prisma, {
    projectId: asked.principal.projectId,
    appId: app.id,
    createdBy: actorId(asked.principal),
    ...asked.body,
  });
  return json(201, requireRoom(created));
});
