"use client";
import type { Approval } from "@slipway/schemas/runs/approval";
import { ToolGlyph } from "#features/tools/index.ts";
import { ElapsedTime } from "#ui/elapsed-time.tsx";
import { TimeLeft } from "./time-left.tsx";

type ApprovalHeadProps = { readonly approval: Approval; readonly since?: string | undefined };

/** Which tool asks, why, and for how long it has and can. */
export function ApprovalHead({ approval, since }: ApprovalHeadProps) {
  return (
    <header className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <ToolGlyph name={approval.tool} />
      <p className="font-medium">
        {approval.tool} <span className="font-normal text-warning-text">needs a decision</span>
      </p>
      <span className="ml-auto text-12 text-muted tabular-nums">
        {since ? (
          <>
            waits <ElapsedTime since={since} /> ·{" "}
          </>
        ) : null}
        <TimeLeft until={approval.expiresAt} />
      </span>
      <p className="w-full text-muted text-pretty wrap-anywhere">{approval.reason}</p>
    </header>
  );
}
