import { listApprovals } from "@slipway/db/approvals/list-approvals";
import { ApprovalListQuery } from "@slipway/schemas/public-api/routes/approval-routes";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door(
  { role: "viewer", query: ApprovalListQuery },
  async ({ services, principal: { projectId }, query }) =>
    json(200, await listApprovals(services.db.pool, { projectId, ...query })),
);
