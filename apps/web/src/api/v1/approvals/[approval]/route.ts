import { DecideApproval } from "@slipway/schemas/runs/approval";
import { decide } from "#public-api/approvals/decide.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const POST = door(
  { role: "editor", body: DecideApproval },
  async ({ services, principal, body, params: { approval = "" } }) =>
    json(200, await decide(services.db, { principal, approvalId: approval, body })),
);
