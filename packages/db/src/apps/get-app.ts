import type { App } from "@slipway/schemas/apps/app";
import { type AppRow, selectApps, toApp } from "#apps/app-row.ts";
import type { PrismaTx } from "#prisma.ts";

export type GetApp = {
  readonly projectId: string;
  /** An id or a slug: a slug never looks like an id. */
  readonly app: string;
};

/** An app, archived or not. Null: the project has none of that id or slug. */
export async function getApp(prisma: PrismaTx, { projectId, app }: GetApp): Promise<App | null> {
  const [row] = await prisma.$queryRaw<AppRow[]>`
    ${selectApps} where a.project_id = ${projectId} and (a.id = ${app} or a.slug = ${app})`;
  return row ? toApp(row) : null;
}
