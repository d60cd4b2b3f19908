import { listModels } from "@slipway/db/providers/list-models";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door({ role: "viewer" }, async ({ principal, services }) =>
  json(200, { items: await listModels(services.prisma, principal.projectId), nextCursor: null }),
);
