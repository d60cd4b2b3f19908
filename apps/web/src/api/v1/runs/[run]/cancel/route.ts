import { CancelRun } from "@slipway/schemas/public-api/routes/run-routes";
import { cancel } from "#public-api/runs/cancel.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";
import { getLiveHub } from "#server/live-hub/get-live-hub.ts";

export const POST = door(
  { role: "editor", body: CancelRun },
  async ({ request, services, principal: { projectId }, body: { reason }, params: { run = "" } }) => {
    const { signal } = request;
    const live = { db: services.db, hub: getLiveHub() };
    return json(200, await cancel(live, { projectId, runId: run, reason, signal }));
  },
);
