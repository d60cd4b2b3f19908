import { createProvider } from "@slipway/db/providers/create-provider";
import { listProviders } from "@slipway/db/providers/list-providers";
import { CreateProvider } from "@slipway/schemas/models/provider";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door({ role: "viewer" }, async ({ principal, services }) =>
  json(200, { items: await listProviders(services.prisma, principal.projectId), nextCursor: null }),
);

export const POST = door({ role: "admin", body: CreateProvider }, async ({ principal, body, services }) => {
  const { prisma, secretBox } = services;
  return json(
    201,
    await createProvider(prisma, secretBox, { projectId: principal.projectId, provider: body }),
  );
});
