import { getApp } from "@slipway/db/apps/get-app";
import { updateApp } from "@slipway/db/apps/update-app";
import { UpdateApp } from "@slipway/schemas/apps/app";
import { foundOrThrow } from "#public-api/not-found.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door({ role: "viewer" }, async ({ principal, params, services }) => {
  const found = await getApp(services.prisma, { projectId: principal.projectId, app: params.app ?? "" });
  return json(200, foundOrThrow(found, "app"));
});

export const PATCH = door(
  { role: "editor", body: UpdateApp },
  async ({ principal, body, params, services }) => {
    const change = { projectId: principal.projectId, app: params.app ?? "", change: body };
    return json(200, foundOrThrow(await updateApp(services.prisma, change), "app"));
  },
);

/** Archives: the history stays. */
export const DELETE = door({ role: "editor" }, async ({ principal, params, services }) => {
  const change = { projectId: principal.projectId, app: params.app ?? "", change: { archived: true } };
  return json(200, foundOrThrow(await updateApp(services.prisma, change), "app"));
});
