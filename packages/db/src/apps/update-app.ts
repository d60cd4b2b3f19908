import type { App, UpdateApp } from "@slipway/schemas/apps/app";
import { getApp } from "#apps/get-app.ts";
import { slugTaken } from "#apps/insert-app.ts";
import { isUniqueViolation, type PrismaClient } from "#prisma.ts";

export type AppChange = {
  readonly projectId: string;
  /** An id or a slug. */
  readonly app: string;
  readonly change: UpdateApp;
};

/** Renames, archives or restores an app. Null: there is none. Throws `conflict` when the new slug is taken. */
export async function updateApp(
  prisma: PrismaClient,
  { projectId, app, change: { name, slug, archived } }: AppChange,
): Promise<App | null> {
  const found = await getApp(prisma, { projectId, app });
  if (!found) return null;
  try {
    await prisma.app.update({
      where: { projectId_id: { projectId, id: found.id } },
      data: {
        ...(name === undefined ? {} : { name }),
        ...(slug === undefined ? {} : { slug }),
        ...(archived === undefined ? {} : { archivedAt: archivedAt(found, archived) }),
      },
      select: { id: true },
    });
  } catch (cause) {
    if (slug === undefined || !isUniqueViolation(cause)) throw cause;
    throw slugTaken(slug, cause);
  }
  return await getApp(prisma, { projectId, app: found.id });
}

/** Archiving twice keeps the first date. */
function archivedAt(app: App, archived: boolean): Date | null {
  if (!archived) return null;
  return app.archivedAt === null ? new Date() : new Date(app.archivedAt);
}
