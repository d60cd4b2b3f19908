import { listRevisions } from "@slipway/db/apps/list-revisions";
import type { PrismaClient } from "@slipway/db/prisma";
import type { App, Revision } from "@slipway/schemas/apps/app";
import { writeAppFile } from "./write-app-file.ts";

/** An app of the project as a file. */
export async function exportApp(
  prisma: PrismaClient,
  { projectId, app }: { projectId: string; app: App },
): Promise<string> {
  const revisions: Revision[] = [];
  let cursor: string | undefined;
  do {
    const page = await listRevisions(prisma, { projectId, appId: app.id, cursor, limit: 200 });
    revisions.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  // What was committed after the app was read is left out: the file shows one moment.
  return writeAppFile(
    app,
    revisions.filter(({ number }) => number <= app.latestRevision),
  );
}
