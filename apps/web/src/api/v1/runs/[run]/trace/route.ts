import { findRun } from "@slipway/db/runs/find-run";
import { AppError } from "@slipway/schemas/errors/app-error";
import { readTrace } from "#public-api/runs/read-trace.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door(
  { role: "viewer", ownerReads: "run" },
  async ({ services, principal: { projectId }, params: { run = "" } }) => {
    const found = await findRun(services.db.pool, projectId, run);
    if (!found) throw new AppError("not_found", `There is no run ${run}.`);
    return json(200, await readTrace(services.db, projectId, found.traceId));
  },
);
