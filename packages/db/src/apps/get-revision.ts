import type { Revision } from "@slipway/schemas/apps/app";
import { type RevisionRow, revisionColumns, toRevision } from "#apps/revision-row.ts";
import type { PrismaTx } from "#prisma.ts";

export type GetRevision = { readonly projectId: string; readonly appId: string; readonly number: number };

/** Null: the app has no revision of that number. */
export async function getRevision(
  prisma: PrismaTx,
  { projectId, appId, number }: GetRevision,
): Promise<Revision | null> {
  const [row] = await prisma.$queryRaw<RevisionRow[]>`
    select ${revisionColumns} from revision r where r.project_id = ${projectId} and r.app_id = ${appId} and r.number = ${number}`;
  return row ? toRevision(row) : null;
}
