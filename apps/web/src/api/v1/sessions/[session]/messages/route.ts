import { readMessagePage } from "@slipway/db/messages/read-message-page";
import { AppError } from "@slipway/schemas/errors/app-error";
import { MessagesQuery } from "@slipway/schemas/public-api/messages-query";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door(
  { role: "viewer", query: MessagesQuery },
  async ({ services, principal: { projectId }, query, params: { session = "" } }) => {
    const page = await readMessagePage(services.db.pool, { projectId, sessionId: session, ...query });
    if (!page) throw new AppError("not_found", `There is no session ${session}.`);
    return json(200, page);
  },
);
