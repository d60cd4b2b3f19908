import { listRunSenders } from "@slipway/db/history/list-run-senders";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door({ role: "viewer" }, async ({ services, principal: { projectId } }) =>
  json(200, { items: await listRunSenders(services.db.pool, [projectId]), nextCursor: null }),
);
