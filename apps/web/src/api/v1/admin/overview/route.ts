import { OverviewQuery } from "@slipway/schemas/public-api/admin-overview";
import { readOverview } from "#public-api/admin/read-overview.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door({ role: "owner", query: OverviewQuery }, async ({ services, query: { range } }) =>
  json(200, await readOverview(services, { range, now: new Date() })),
);
