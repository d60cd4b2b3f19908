import { TriedDraft } from "@slipway/schemas/public-api/validate";
import { validateDraft } from "#public-api/validate/validate-draft.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const POST = door(
  { role: "editor", body: TriedDraft },
  async ({ services, principal: { projectId }, body }) =>
    json(200, await validateDraft(services, { projectId, body })),
);
