import { deleteProvider } from "@slipway/db/providers/delete-provider";
import { updateProvider } from "@slipway/db/providers/update-provider";
import { UpdateProvider } from "@slipway/schemas/models/provider";
import { foundOrThrow } from "#public-api/not-found.ts";
import { json, noContent } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const PATCH = door(
  { role: "admin", body: UpdateProvider },
  async ({ principal, body, params, services }) => {
    const change = { projectId: principal.projectId, providerId: params.provider ?? "", change: body };
    const updated = await updateProvider(services.prisma, services.secretBox, change);
    return json(200, foundOrThrow(updated, "provider"));
  },
);

export const DELETE = door({ role: "admin" }, async ({ principal, params, services }) => {
  const place = { projectId: principal.projectId, providerId: params.provider ?? "" };
  const outcome = await deleteProvider(services.prisma, place);
  foundOrThrow(outcome === "deleted" ? outcome : null, "provider");
  return noContent();
});
