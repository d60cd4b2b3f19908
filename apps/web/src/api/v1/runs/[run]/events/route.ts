import { StreamQuery } from "@slipway/schemas/public-api/stream-query";
import { streamRun } from "#public-api/stream/stream-run.ts";
import { door } from "#server/door.ts";
import { getLiveHub } from "#server/live-hub/get-live-hub.ts";

export const GET = door(
  { role: "viewer", ownerReads: "run", query: StreamQuery },
  ({ request, services, principal: { projectId }, query: { after }, params: { run = "" } }) =>
    streamRun({ db: services.db, hub: getLiveHub() }, { request, projectId, runId: run, after }),
);
