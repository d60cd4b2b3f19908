import { readProjectSettings, writeProjectSettings } from "@slipway/db/people/project-settings";
import { AppError } from "@slipway/schemas/errors/app-error";
import { UpdateProject } from "@slipway/schemas/public-api/project";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door({ role: "viewer" }, async ({ services, principal: { projectId } }) => {
  const project = await readProjectSettings(services.db.pool, projectId);
  if (!project) throw new AppError("not_found", "The project is gone.");
  return json(200, project);
});

export const PATCH = door(
  { role: "admin", body: UpdateProject },
  async ({ services, principal: { projectId: id }, body }) => {
    const project = await writeProjectSettings(services.db.pool, { id, ...body });
    if (!project) throw new AppError("not_found", "The project is gone.");
    return json(200, project);
  },
);
