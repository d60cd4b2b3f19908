import { createApiKey } from "@slipway/db/keys/create-api-key";
import { listApiKeys } from "@slipway/db/keys/list-api-keys";
import { CreateApiKey } from "@slipway/schemas/public-api/key";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";
import { actorId } from "#server/principal.ts";

export const GET = door({ role: "admin" }, async ({ principal, services }) =>
  json(200, { items: await listApiKeys(services.prisma, principal.projectId), nextCursor: null }),
);

export const POST = door({ role: "admin", body: CreateApiKey }, async ({ principal, body, services }) => {
  const createdBy = actorId(principal);
  return json(
    201,
    await createApiKey(services.prisma, { projectId: principal.projectId, createdBy, ...body }),
  );
});
