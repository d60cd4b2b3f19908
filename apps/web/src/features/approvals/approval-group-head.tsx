"use client";
import type { Approval } from "@slipway/schemas/runs/approval";
import { useMutation } from "@tanstack/react-query";
import { ApiError } from "#lib/api-error.ts";
import { Button } from "#ui/button.tsx";
import { sendDecision } from "./use-decision.ts";

/** Over several calls of one turn that wait: all of them at once. They run together, or not at all. */
export function ApprovalGroupHead({ approvals }: { approvals: readonly Approval[] }) {
  const allow = useMutation({ mutationFn: () => allowAll(approvals) });
  return (
    <div className="flex flex-wrap items-center gap-2 text-13">
      <p className="font-medium">{approvals.length} calls need a decision</p>
      <p className="text-12 text-muted">None of this turn runs before all are decided.</p>
      <Button size="sm" className="ml-auto" loading={allow.isPending} onClick={() => allow.mutate()}>
        Allow all {approvals.length}
      </Button>
      {allow.error ? (
        <p role="alert" className="w-full text-12 text-danger-text">
          {allow.error.message}
        </p>
      ) : null}
    </div>
  );
}

/** One that somebody decided meanwhile stays as they decided. */
async function allowAll(approvals: readonly Approval[]): Promise<void> {
  for (const { id } of approvals) {
    try {
      await sendDecision(id, { decision: "allow", scope: "once" });
    } catch (error) {
      if (!(error instanceof ApiError && error.code === "conflict")) throw error;
    }
  }
}
