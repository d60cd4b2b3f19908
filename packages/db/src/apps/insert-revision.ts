import type { Revision } from "@slipway/schemas/apps/app";
import type { AppConfig } from "@slipway/schemas/apps/app-config";
import { type RevisionRow, revisionColumns, toRevision } from "#apps/revision-row.ts";
import type { PrismaTx } from "#prisma.ts";

export type InsertRevision = {
  readonly projectId: string;
  readonly appId: string;
  /** Taken while the app's row was locked, in the same transaction. */
  readonly number: number;
  readonly config: AppConfig;
  readonly message: string;
  readonly author: string;
};

/** Writes a revision, for good: the database refuses to change one. */
export async function insertRevision(
  tx: PrismaTx,
  { projectId, appId, number, config, message, author }: InsertRevision,
): Promise<Revision> {
  const rows = await tx.$queryRaw<[RevisionRow]>`
    insert into revision as r (project_id, app_id, number, config, message, author)
    values (${projectId}, ${appId}, ${number}, ${JSON.stringify(config)}::json, ${message}, ${author})
    returning ${revisionColumns}`;
  return toRevision(rows[0]);
}
