import { InvokeRequest } from "@slipway/schemas/public-api/invoke";
import { invoke } from "#public-api/invoke/invoke.ts";
import { door } from "#server/door.ts";
import { getLiveHub } from "#server/live-hub/get-live-hub.ts";

export const POST = door(
  { role: "editor", body: InvokeRequest, isRateLimited: true },
  ({ request, services, principal, body, params: { app = "" } }) =>
    invoke({ db: services.db, hub: getLiveHub() }, { request, principal, body, target: { app } }),
);
