import type { App } from "@slipway/schemas/apps/app";
import type { Page } from "@slipway/schemas/public-api/page";
import { type AppRow, selectApps, toApp } from "#apps/app-row.ts";
import { readCursor, toPage } from "#keyset.ts";
import type { PrismaClient } from "#prisma.ts";

export type ListApps = {
  readonly projectId: string;
  /** The archived ones, or the others. */
  readonly archived: boolean;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

/** A project's apps, newest first. */
export async function listApps(
  prisma: PrismaClient,
  { projectId, archived, cursor, limit }: ListApps,
): Promise<Page<App>> {
  const before = cursor === undefined ? null : readCursor(cursor);
  const rows = await prisma.$queryRaw<AppRow[]>`
    ${selectApps}
    where a.project_id = ${projectId} and (a.archived_at is not null) = ${archived}
      and (${before}::text is null or a.id < ${before})
    order by a.id desc limit ${limit + 1}`;
  return toPage(rows.map(toApp), limit, (app) => app.id);
}
