import { findRun } from "@slipway/db/runs/find-run";
import { ChangeRun } from "@slipway/schemas/public-api/routes/run-routes";
import { changeRun } from "#public-api/runs/change-run.ts";
import { noSuchRun } from "#public-api/runs/no-such-run.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door(
  { role: "viewer", ownerReads: "run" },
  async ({ services, principal: { projectId }, params: { run = "" } }) => {
    const found = await findRun(services.db.pool, projectId, run);
    if (!found) throw noSuchRun(run);
    return json(200, found);
  },
);

export const PATCH = door(
  { role: "editor", body: ChangeRun },
  async ({ services, principal: { projectId }, body, params: { run = "" } }) =>
    json(200, await changeRun(services, { projectId, runId: run, body })),
);
