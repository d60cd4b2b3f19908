import { findRun } from "@slipway/db/runs/find-run";
import { noSuchRun } from "#public-api/runs/no-such-run.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door(
  { role: "owner", ownerReads: "run" },
  async ({ services, principal: { projectId }, params: { run = "" } }) => {
    const found = await findRun(services.db.pool, projectId, run);
    if (!found) throw noSuchRun(run);
    return json(200, { ...found, projectId });
  },
);
