import { CheckOutputSchema } from "@slipway/schemas/public-api/validate";
import { tryOutputSchema } from "#public-api/validate/try-output-schema.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const POST = door({ role: "editor", body: CheckOutputSchema }, ({ body }) =>
  json(200, tryOutputSchema(body)),
);
