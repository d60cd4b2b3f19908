import { CancelRuns } from "@slipway/schemas/public-api/bulk-runs";
import { cancelOne } from "#public-api/runs/cancel-one.ts";
import { eachRun } from "#public-api/runs/each-run.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";
import { getLiveHub } from "#server/live-hub/get-live-hub.ts";

export const POST = door(
  { role: "editor", body: CancelRuns },
  async ({ request: { signal }, services, principal: { projectId }, body: { runIds, reason } }) => {
    const live = { db: services.db, hub: getLiveHub() };
    const act = (runId: string) => cancelOne(live, { projectId, runId, reason });
    return json(200, { items: await eachRun({ runIds, logger: services.logger, signal, act }) });
  },
);
