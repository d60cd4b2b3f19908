import type { ApprovalRecord, ApprovalScope } from "@slipway/schemas/runs/approval";
import { findApproval } from "#approvals/list-approvals.ts";
import { type Settled, type Settlement, settleApprovals } from "#approvals/settle-approvals.ts";
import { type Db, inTransaction } from "#db.ts";
import { lockSession } from "#sessions/lock-session.ts";

export type DecideApproval = {
  readonly projectId: string;
  readonly approvalId: string;
  readonly decision: "allow" | "deny";
  readonly scope: ApprovalScope;
  readonly editedInput: Readonly<Record<string, unknown>> | null;
  readonly comment: string | null;
  /** The id of the person or the key that decides. */
  readonly by: string;
  readonly now: Date;
};

export type DecidedApproval =
  | { readonly kind: "not_found" }
  | ({ readonly kind: "decided"; readonly approval: ApprovalRecord } & Settled)
  /** Somebody, or the clock, was first. */
  | { readonly kind: "settled_before"; readonly approval: ApprovalRecord };

/** Decides about a call. The first decision wins; after the last one of a run, any runner goes on with it. */
export async function decideApproval(db: Db, input: DecideApproval): Promise<DecidedApproval> {
  const { projectId, approvalId, now } = input;
  const found = await findApproval(db.pool, projectId, approvalId);
  if (!found) return { kind: "not_found" };
  const { sessionId, runId, expiresAt } = found;
  const isExpired = Date.parse(expiresAt) <= now.getTime();
  return await inTransaction(db, async (tx) => {
    if (!(await lockSession(tx, projectId, sessionId))) return { kind: "not_found" };
    const settlement = isExpired ? expired(now) : toSettlement(input);
    const ids = { projectId, sessionId, runId, approvalIds: [approvalId] };
    const settled = await settleApprovals(tx, { ...ids, ...settlement });
    const approval = (await findApproval(tx, projectId, approvalId)) ?? found;
    if (!settled) return { kind: "settled_before", approval };
    return { kind: "decided", approval, ...settled };
  });
}

function toSettlement({ decision, scope, editedInput, comment, by, now }: DecideApproval): Settlement {
  const isAllowed = decision === "allow";
  return {
    status: isAllowed ? "allowed" : "denied",
    scope: isAllowed ? scope : null,
    editedInput: isAllowed ? editedInput : null,
    by,
    comment,
    now,
  };
}

/** Nobody decided in time. */
export function expired(now: Date): Settlement {
  const comment = "Nobody decided in time.";
  return { status: "expired", scope: null, editedInput: null, by: null, comment, now };
}
