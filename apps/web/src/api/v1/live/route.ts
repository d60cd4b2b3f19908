import { LiveQuery } from "@slipway/schemas/public-api/stream-query";
import { streamLive } from "#public-api/stream/stream-live.ts";
import { door } from "#server/door.ts";
import { getLiveHub } from "#server/live-hub/get-live-hub.ts";

export const GET = door({ role: "viewer", query: LiveQuery }, ({ request, services, principal, query }) =>
  streamLive({ db: services.db, hub: getLiveHub() }, { request, principal, query }),
);
