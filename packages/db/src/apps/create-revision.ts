import type { Revision } from "@slipway/schemas/apps/app";
import type { AppConfig } from "@slipway/schemas/apps/app-config";
import { AppError } from "@slipway/schemas/errors/app-error";
import { insertRevision } from "#apps/insert-revision.ts";
import type { PrismaClient, PrismaTx } from "#prisma.ts";

export type NewRevision = {
  readonly projectId: string;
  readonly appId: string;
  readonly config: AppConfig;
  readonly message: string;
  /** The revision that the author started from. Throws `conflict` when a newer one exists by now. */
  readonly parent?: number | undefined;
  /** The id of the person or key that commits. */
  readonly author: string;
};

/**
 * Commits a revision. Numbers have no gaps and no two commits share one: raising the app's counter locks its row until
 * the revision is in. Null: the project has no such app.
 */
export async function createRevision(
  prisma: PrismaClient,
  { projectId, appId, config, message, parent, author }: NewRevision,
): Promise<Revision | null> {
  return await prisma.$transaction(async (tx) => {
    const number = await takeNumber(tx, { projectId, appId, parent });
    if (number === null) return null;
    return await insertRevision(tx, { projectId, appId, number, config, message, author });
  });
}

type Take = { readonly projectId: string; readonly appId: string; readonly parent: number | undefined };

async function takeNumber(tx: PrismaTx, { projectId, appId, parent }: Take): Promise<number | null> {
  const [raised] = await tx.app.updateManyAndReturn({
    where: { projectId, id: appId },
    data: { latestRevision: { increment: 1 } },
    select: { latestRevision: true, archivedAt: true },
  });
  if (!raised) return null;
  // Throwing takes the number back: the transaction is rolled back.
  const latest = raised.latestRevision - 1;
  if (raised.archivedAt) throw new AppError("conflict", "The app is archived: restore it first.");
  if (parent !== undefined && parent !== latest) {
    throw new AppError("conflict", `Revision ${latest} was committed meanwhile: look at it first.`, {
      details: { parent, latestRevision: latest },
    });
  }
  return raised.latestRevision;
}
