import type { AppWithRevision } from "@slipway/schemas/apps/app";
import type { AppConfig } from "@slipway/schemas/apps/app-config";
import type { AppType } from "@slipway/schemas/apps/app-type";
import { newId } from "@slipway/schemas/ids";
import { getApp } from "#apps/get-app.ts";
import { insertApp } from "#apps/insert-app.ts";
import { insertRevision } from "#apps/insert-revision.ts";
import { slugOf } from "#apps/slug.ts";
import type { PrismaClient } from "#prisma.ts";

export type NewApp = {
  readonly projectId: string;
  readonly name: string;
  /** Left out: made from the name, with a number when that is taken. */
  readonly slug?: string | undefined;
  readonly type: AppType;
  readonly config: AppConfig;
  /** The id of the person or key that makes it. */
  readonly createdBy: string;
};

/** Makes an app with its revision 1. Throws `conflict` when the slug that was asked for is taken. */
export async function createApp(prisma: PrismaClient, app: NewApp): Promise<AppWithRevision> {
  const { projectId, config, createdBy } = app;
  return await prisma.$transaction(async (tx) => {
    const appId = newId("app");
    await insertApp(tx, {
      projectId,
      id: appId,
      name: app.name,
      slug: app.slug ?? slugOf(app.name),
      whenTaken: app.slug === undefined ? "number" : "refuse",
      type: app.type,
      latestRevision: 1,
      createdBy,
    });
    const message = "First revision";
    const revision = await insertRevision(tx, {
      projectId,
      appId,
      number: 1,
      config,
      message,
      author: createdBy,
    });
    const created = await getApp(tx, { projectId, app: appId });
    if (!created) throw new Error(`App ${appId} is missing in the transaction that made it.`);
    return { app: created, revision };
  });
}
