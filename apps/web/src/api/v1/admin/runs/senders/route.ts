import { listRunSenders } from "@slipway/db/history/list-run-senders";
import { AdminSendersQuery } from "@slipway/schemas/public-api/admin-runs";
import { chosenProjects } from "#public-api/admin/chosen-projects.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door(
  { role: "owner", query: AdminSendersQuery },
  async ({ services: { db }, query: { projectId } }) =>
    json(200, {
      items: await listRunSenders(db.pool, await chosenProjects(db, projectId)),
      nextCursor: null,
    }),
);
