import type { Revision, RevisionHead } from "@slipway/schemas/apps/app";
import type { Page } from "@slipway/schemas/public-api/page";
import {
  headColumns,
  type RevisionHeadRow,
  type RevisionRow,
  revisionColumns,
  toRevision,
  toRevisionHead,
} from "#apps/revision-row.ts";
import { readNumberCursor, toPage } from "#keyset.ts";
import type { PrismaClient } from "#prisma.ts";

export type ListRevisions = {
  readonly projectId: string;
  readonly appId: string;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

/** An app's revisions, newest first. */
export async function listRevisions(
  prisma: PrismaClient,
  { projectId, appId, cursor, limit }: ListRevisions,
): Promise<Page<Revision>> {
  const before = cursor === undefined ? null : readNumberCursor(cursor);
  const rows = await prisma.$queryRaw<RevisionRow[]>`
    select ${revisionColumns} from revision r
    where r.project_id = ${projectId} and r.app_id = ${appId} and (${before}::int is null or r.number < ${before}::int)
    order by r.number desc limit ${limit + 1}`;
  return toPage(rows.map(toRevision), limit, (revision) => String(revision.number));
}

/** The same without their configurations, of which each may be long. */
export async function listRevisionHeads(
  prisma: PrismaClient,
  { projectId, appId, cursor, limit }: ListRevisions,
): Promise<Page<RevisionHead>> {
  const before = cursor === undefined ? null : readNumberCursor(cursor);
  const rows = await prisma.$queryRaw<RevisionHeadRow[]>`
    select ${headColumns} from revision r
    where r.project_id = ${projectId} and r.app_id = ${appId} and (${before}::int is null or r.number < ${before}::int)
    order by r.number desc limit ${limit + 1}`;
  return toPage(rows.map(toRevisionHead), limit, (revision) => String(revision.number));
}
