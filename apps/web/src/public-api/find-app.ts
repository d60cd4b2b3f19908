import { getApp } from "@slipway/db/apps/get-app";
import type { App } from "@slipway/schemas/apps/app";
import { foundOrThrow } from "#public-api/not-found.ts";
import type { DoorRequest } from "#server/door.ts";

/** The app that the path names, by id or slug. Throws `not_found`. */
export async function findApp({
  principal,
  params,
  services,
}: Pick<DoorRequest<never, never>, "principal" | "params" | "services">): Promise<App> {
  const found = await getApp(services.prisma, { projectId: principal.projectId, app: params.app ?? "" });
  return foundOrThrow(found, "app");
}
