import { importApp } from "@slipway/db/apps/import-app";
import { ImportApp, largestImportBytes } from "@slipway/schemas/apps/app-file";
import { readAppFile } from "#public-api/app-file/read-app-file.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";
import { actorId } from "#server/principal.ts";

const terms = { role: "editor", body: ImportApp, largestBodyBytes: largestImportBytes } as const;

export const POST = door(terms, async ({ principal, body, services }) => {
  const made = await importApp(services.prisma, {
    ...readAppFile(body.file),
    projectId: principal.projectId,
    importedBy: actorId(principal),
  });
  return json(201, made, { location: `/api/v1/apps/${made.app.id}` });
});
