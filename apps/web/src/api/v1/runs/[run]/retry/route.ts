import { RetryRun } from "@slipway/schemas/public-api/routes/run-routes";
import { retry } from "#public-api/runs/retry.ts";
import { door } from "#server/door.ts";
import { getLiveHub } from "#server/live-hub/get-live-hub.ts";

export const POST = door(
  { role: "editor", body: RetryRun, isRateLimited: true },
  ({ request, services, principal, body, params: { run = "" } }) =>
    retry({ db: services.db, hub: getLiveHub() }, { request, principal, runId: run, body }),
);
