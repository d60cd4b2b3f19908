import { CheckOutputSchema } from "@slipway/schemas/public-api/validate";
import { tryOutputSchema } from "#public-api/validate/try-output-schema.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const POST = door({ role: "editor", body: CheckOutputSchema }, async ({ body, services, principal }) =>
  json(200, await tryOutputSchema(services.db.pool, { ...body, projectId: principal.projectId })),
);
