import type { NewEvent } from "@slipway/schemas/events/event";
import type { ApprovalScope } from "@slipway/schemas/runs/approval";
import { resumeWaitingRun } from "#approvals/resume-waiting-run.ts";
import type { Sql } from "#db.ts";
import { appendLocked } from "#events/append-locked.ts";
import { toEventRecord } from "#events/event-record.ts";
import { run, statement } from "#statement.ts";

/** What is decided about approvals of one run. */
export type Settlement = {
  readonly status: "allowed" | "denied" | "expired";
  readonly scope: ApprovalScope | null;
  readonly editedInput: Readonly<Record<string, unknown>> | null;
  /** The id of a person or a key; null: nobody. */
  readonly by: string | null;
  readonly comment: string | null;
  readonly now: Date;
};

type Settle = Settlement & {
  readonly projectId: string;
  readonly sessionId: string;
  readonly runId: string;
  readonly approvalIds: readonly string[];
};

export type Settled = {
  readonly lastSeq: number;
  /** It was the last decision that the run waited for: the run can be claimed. */
  readonly isResumed: boolean;
};

const settleStatement = statement<{ id: string; call_id: string }>(
  "settle-approvals",
  `update approval set status = $3, scope = $4, edited_input = $5, decided_by = $6, comment = $7, decided_at = $8
   where project_id = $1 and id = any($2::text[]) and status = 'pending'
   returning id, call_id`,
);

/** Decides approvals inside a transaction that has locked their session. Null: all were decided before. */
export async function settleApprovals(tx: Sql, settle: Settle): Promise<Settled | null> {
  const { projectId, sessionId, runId, approvalIds, status, scope, editedInput, by, comment, now } = settle;
  const settled = await run(tx, settleStatement, [
    projectId,
    approvalIds,
    status,
    scope,
    editedInput === null ? null : JSON.stringify(editedInput),
    by,
    comment,
    now,
  ]);
  if (settled.length === 0) return null;
  const events = settled.map(({ id, call_id }): NewEvent => {
    const decision = status === "allowed" ? "allow" : "deny";
    return { type: "approval.decided", approvalId: id, callId: call_id, decision, by, reason: comment };
  });
  const records = events.map((event) => ({ runId, record: toEventRecord(event, now) }));
  const lastSeq = await appendLocked(tx, { projectId, sessionId, now, events: records });
  return { lastSeq, isResumed: await resumeWaitingRun(tx, { projectId, runId, now }) };
}
