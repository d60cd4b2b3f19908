import type { AppWithRevision } from "@slipway/schemas/apps/app";
import type { AppConfig } from "@slipway/schemas/apps/app-config";
import type { AppType } from "@slipway/schemas/apps/app-type";
import { newId } from "@slipway/schemas/ids";
import { getApp } from "#apps/get-app.ts";
import { getRevision } from "#apps/get-revision.ts";
import { insertApp } from "#apps/insert-app.ts";
import type { PrismaClient } from "#prisma.ts";

export type ImportedApp = {
  readonly projectId: string;
  readonly name: string;
  /** Gets a number when it is taken. */
  readonly slug: string;
  readonly type: AppType;
  /** From number 1 on, without a gap. */
  readonly revisions: readonly { readonly message: string; readonly config: AppConfig }[];
  /** Environment → revision, each of them in the list. */
  readonly deployments: Readonly<Record<string, number>>;
  /** The id of the person or key that imports: the author of it all. */
  readonly importedBy: string;
};

/** Makes an app with all its revisions at once, or nothing. */
export async function importApp(prisma: PrismaClient, app: ImportedApp): Promise<AppWithRevision> {
  const { projectId, name, slug, type, revisions, deployments, importedBy } = app;
  return await prisma.$transaction(async (tx) => {
    const id = newId("app");
    const latestRevision = revisions.length;
    await insertApp(tx, {
      projectId,
      id,
      name,
      slug,
      whenTaken: "number",
      type,
      latestRevision,
      createdBy: importedBy,
    });
    const rows = revisions.map(({ message, config }, at) => ({ number: at + 1, message, config }));
    await tx.$executeRaw`
      insert into revision (project_id, app_id, number, config, message, author)
      select ${projectId}, ${id}, number, config, message, ${importedBy}
      from json_to_recordset(${JSON.stringify(rows)}::json) as r(number int, message text, config json)`;
    await tx.deployment.createMany({
      data: Object.entries(deployments).map(([environment, revision]) => ({
        projectId,
        appId: id,
        environment,
        number: 1,
        revision,
        deployedBy: importedBy,
      })),
    });
    const made = await getApp(tx, { projectId, app: id });
    const newest = await getRevision(tx, { projectId, appId: id, number: latestRevision });
    if (!made || !newest) throw new Error(`App ${id} is missing in the transaction that made it.`);
    return { app: made, revision: newest };
  });
}
