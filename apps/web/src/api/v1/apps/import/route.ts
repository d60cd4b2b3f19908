import { importApp } from "@slipway/db/apps/import-app";
import { ImportApp } from "@slipway/schemas/apps/app-file";
import { readAppFile } from "#public-api/app-file/read-app-file.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";
import { actorId } from "#server/principal.ts";

export const POST = door({ role: "editor", body: ImportApp }, async ({ principal, body, services }) => {
  const made = await importApp(services.prisma, {
    ...readAppFile(body.file),
    projectId: principal.projectId,
    importedBy: actorId(principal),
  });
  return json(201, made, { location: `/api/v1/apps/${made.app.id}` });
});
