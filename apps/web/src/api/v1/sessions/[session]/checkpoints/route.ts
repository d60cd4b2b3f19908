import { listCheckpoints } from "@slipway/db/checkpoints/list-checkpoints";
import { findSession } from "@slipway/db/sessions/find-session";
import { AppError } from "@slipway/schemas/errors/app-error";
import { PageQuery } from "@slipway/schemas/public-api/page";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door(
  { role: "viewer", query: PageQuery },
  async ({ services, principal: { projectId }, query, params: { session = "" } }) => {
    const found = await findSession(services.db.pool, projectId, session);
    if (!found) throw new AppError("not_found", `There is no session ${session}.`);
    return json(200, await listCheckpoints(services.db.pool, { projectId, sessionId: session, ...query }));
  },
);
