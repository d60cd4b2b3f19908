import { listSessions } from "@slipway/db/sessions/list-sessions";
import { SessionListQuery } from "@slipway/schemas/public-api/routes/session-routes";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door(
  { role: "viewer", query: SessionListQuery },
  async ({ services, principal: { projectId }, query }) =>
    json(200, await listSessions(services.db.pool, { projectId, ...query })),
);
