import { listFeedback } from "@slipway/db/feedback/list-feedback";
import { findSession } from "@slipway/db/sessions/find-session";
import { AppError } from "@slipway/schemas/errors/app-error";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";
import { actorId } from "#server/principal.ts";

export const GET = door(
  { role: "viewer", ownerReads: "session" },
  async ({ services: { db }, principal, params: { session: sessionId = "" } }) => {
    const { projectId } = principal;
    const found = await findSession(db.pool, projectId, sessionId);
    if (!found) throw new AppError("not_found", `There is no session ${sessionId}.`);
    return json(200, {
      items: await listFeedback(db.pool, { projectId, sessionId, asker: actorId(principal) }),
      nextCursor: null,
    });
  },
);
