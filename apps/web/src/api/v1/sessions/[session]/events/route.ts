import { StreamQuery } from "@slipway/schemas/public-api/stream-query";
import { streamSession } from "#public-api/stream/stream-session.ts";
import { door } from "#server/door.ts";
import { getLiveHub } from "#server/live-hub/get-live-hub.ts";

export const GET = door(
  { role: "viewer", query: StreamQuery },
  ({ request, services, principal: { projectId }, query: { after }, params: { session = "" } }) =>
    streamSession({ db: services.db, hub: getLiveHub() }, { request, projectId, sessionId: session, after }),
);
