import { SessionRunRequest } from "@slipway/schemas/public-api/invoke";
import { invoke } from "#public-api/invoke/invoke.ts";
import { door } from "#server/door.ts";
import { getLiveHub } from "#server/live-hub/get-live-hub.ts";

export const POST = door(
  { role: "editor", body: SessionRunRequest, isRateLimited: true },
  ({ request, services, principal, body, params: { session = "" } }) =>
    invoke(
      { db: services.db, hub: getLiveHub() },
      { request, principal, body, target: { sessionId: session } },
    ),
);
