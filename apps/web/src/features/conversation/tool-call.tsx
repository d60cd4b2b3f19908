"use client";
import type { ToolPart } from "@slipway/schemas/messages/message";
import type { Approval } from "@slipway/schemas/runs/approval";
import type { Run } from "@slipway/schemas/runs/run";
import { ApprovalCard } from "#features/approvals/index.ts";
import { ToolRow } from "#features/tools/index.ts";

/** A call as a row; as a card while it waits for a person. */
export function ToolCall({ call, run }: { call: ToolPart; run: Run | undefined }) {
  const approval = approvalOf(call, run);
  if (!approval) return <ToolRow part={call} runStatus={run?.status} sessionId={run?.sessionId} />;
  const isNext = run?.pendingApprovals[0]?.id === approval.id;
  return <ApprovalCard key={approval.id} approval={approval} since={call.since} isNext={isNext} />;
}

/** The decision that a call waits for. */
export function approvalOf(call: ToolPart, run: Run | undefined): Approval | undefined {
  if (call.state !== "awaiting" || run?.finishedAt) return undefined;
  return run?.pendingApprovals.find((approval) => approval.callId === call.callId);
}
