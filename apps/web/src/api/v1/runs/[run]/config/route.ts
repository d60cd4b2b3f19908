import { findRunConfig } from "@slipway/db/runs/find-run-config";
import { noSuchRun } from "#public-api/runs/no-such-run.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door(
  { role: "viewer", ownerReads: "run" },
  async ({ services, principal: { projectId }, params: { run = "" } }) => {
    const found = await findRunConfig(services.db.pool, projectId, run);
    if (!found) throw noSuchRun(run);
    return json(200, found);
  },
);
