import { z } from "zod";
import { PageQuery, pageOf } from "#public-api/page.ts";
import type { Route } from "#public-api/route.ts";
import { ApprovalRecord, ApprovalStatus, DecideApproval } from "#runs/approval.ts";

export const ApprovalListQuery = z.strictObject({
  ...PageQuery.shape,
  status: ApprovalStatus.optional(),
  sessionId: z.string().max(100).optional(),
});

export const approvalRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/approvals",
    group: "Approvals",
    summary: "List approvals",
    role: "viewer",
    query: ApprovalListQuery,
    answers: { 200: { description: "Newest first.", body: pageOf(ApprovalRecord) } },
  },
  {
    method: "POST",
    path: "/approvals/{approval}",
    group: "Approvals",
    summary: "Decide an approval",
    description:
      "The first decision wins: a second one answers 409 with the first. The run goes on after the last decision of its batch.",
    role: "editor",
    body: DecideApproval,
    example: { decision: "allow", scope: "session" },
    answers: { 200: { description: "The approval as decided.", body: ApprovalRecord } },
    errors: ["conflict"],
  },
];
