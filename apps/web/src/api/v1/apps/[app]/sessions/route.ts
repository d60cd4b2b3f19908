import { findApp } from "#public-api/find-app.ts";
import { startSession } from "#public-api/sessions/start-session.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const POST = door({ role: "editor" }, async (request) =>
  json(201, await startSession(request.services.db, { ...request, app: await findApp(request) })),
);
