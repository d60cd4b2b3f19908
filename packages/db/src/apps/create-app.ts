import type { AppWithRevision } from "@slipway/schemas/apps/app";
import type { AppConfig } from "@slipway/schemas/apps/app-config";
import type { AppType } from "@slipway/schemas/apps/app-type";
import { AppError } from "@slipway/schemas/errors/app-error";
import { newId } from "@slipway/schemas/ids";
import { getApp } from "#apps/get-app.ts";
import { insertRevision } from "#apps/insert-revision.ts";
import { numberedSlug, slugOf } from "#apps/slug.ts";
import type { PrismaClient, PrismaTx } from "#prisma.ts";

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
    await insertWithFreeSlug(tx, appId, app);
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

/** Tries one slug after the other. A taken one inserts nothing, and so does not break the transaction. */
async function insertWithFreeSlug(tx: PrismaTx, id: string, app: NewApp): Promise<void> {
  const { projectId, name, type, createdBy } = app;
  const wanted = app.slug ?? slugOf(name);
  for (let number = 1; ; number += 1) {
    const slug = numberedSlug(wanted, number);
    const { count } = await tx.app.createMany({
      data: { projectId, id, slug, name, type, latestRevision: 1, createdBy },
      skipDuplicates: true,
    });
    if (count === 1) return;
    if (app.slug !== undefined) throw slugTaken(slug);
  }
}

export function slugTaken(slug: string, cause?: unknown): AppError {
  return new AppError("conflict", `There is an app with the slug ${slug} already.`, {
    cause,
    details: [{ path: "slug", message: "Taken." }],
  });
}
