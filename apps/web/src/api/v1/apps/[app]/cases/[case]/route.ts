import { deleteTestCase } from "@slipway/db/test-cases/delete-test-case";
import { updateTestCase } from "@slipway/db/test-cases/update-test-case";
import { UpdateTestCase } from "@slipway/schemas/apps/test-case";
import { findApp } from "#public-api/find-app.ts";
import { foundOrThrow } from "#public-api/not-found.ts";
import { requireCaseInput } from "#public-api/test-cases/require-case-input.ts";
import { json, noContent } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const PATCH = door({ role: "editor", body: UpdateTestCase }, async (asked) => {
  const app = await findApp(asked);
  requireCaseInput(app.type, asked.body);
  const changed = await updateTestCase(asked.services.prisma, {
    projectId: asked.principal.projectId,
    appId: app.id,
    caseId: asked.params.case ?? "",
    ...asked.body,
  });
  return json(200, foundOrThrow(changed, "test case"));
});

export const DELETE = door({ role: "editor" }, async (asked) => {
  const { id: appId } = await findApp(asked);
  const place = { projectId: asked.principal.projectId, appId, caseId: asked.params.case ?? "" };
  const outcome = await deleteTestCase(asked.services.prisma, place);
  foundOrThrow(outcome === "deleted" ? outcome : null, "test case");
  return noContent();
});
