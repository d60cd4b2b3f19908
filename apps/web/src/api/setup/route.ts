import { parseOrThrow } from "@slipway/schemas/errors/parse-or-throw";
import { checkOrigin } from "#server/check-origin.ts";
import { publicDoor } from "#server/public-door.ts";
import { readJsonBody } from "#server/read-body.ts";
import { SetUp, setUp } from "#server/set-up.ts";

export const POST = publicDoor(async ({ request, services }) => {
  if (request.headers.has("origin")) checkOrigin(request, services.env.trustedOrigins);
  return await setUp(services, request, parseOrThrow(SetUp, await readJsonBody(request)));
});
