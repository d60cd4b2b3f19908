import { listProjects } from "@slipway/db/people/list-projects";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door({ role: "owner" }, async ({ services }) =>
  json(200, { items: await listProjects(services.db.pool), nextCursor: null }),
);
