import { SteerRun } from "@slipway/schemas/public-api/routes/run-routes";
import { steer } from "#public-api/runs/steer.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const POST = door(
  { role: "editor", body: SteerRun, isRateLimited: true },
  async ({ request, services, principal, body, params: { run = "" } }) =>
    json(200, await steer(services, { headers: request.headers, principal, runId: run, body })),
);
