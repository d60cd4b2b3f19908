import { TriedInvoke } from "@slipway/schemas/public-api/validate";
import { validateInvoke } from "#public-api/validate/validate-invoke.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const POST = door(
  { role: "editor", body: TriedInvoke },
  async ({ services, principal: { projectId }, body, params: { app = "" } }) =>
    json(200, await validateInvoke(services, { projectId, app, body })),
);
