import { decideApproval } from "@slipway/db/approvals/decide-approval";
import type { Db } from "@slipway/db/db";
import { notify } from "@slipway/db/events/notify";
import { assertNever } from "@slipway/schemas/assert-never";
import { AppError } from "@slipway/schemas/errors/app-error";
import type { ApprovalRecord, DecideApproval } from "@slipway/schemas/runs/approval";
import { requireFitting } from "#public-api/approvals/require-fitting.ts";
import { requireStorable } from "#public-api/invoke/require-storable.ts";
import { actorId, type Principal } from "#server/principal.ts";

type Decide = {
  readonly principal: Principal;
  readonly approvalId: string;
  readonly body: DecideApproval;
};

/**
 * Decides about a call, and wakes whoever has to know. Throws `conflict` with the first decision where there is one, and
 * `invalid_request` for an edited input that cannot be run.
 */
export async function decide(db: Db, { principal, approvalId, body }: Decide): Promise<ApprovalRecord> {
  const { projectId } = principal;
  requireStorable(body);
  if (body.input) await requireFitting(db.pool, { projectId, approvalId, input: body.input });
  const decided = await decideApproval(db, {
    projectId,
    approvalId,
    decision: body.decision,
    scope: body.scope,
    editedInput: body.input ?? null,
    comment: body.reason ?? null,
    by: actorId(principal),
    now: new Date(),
  });
  switch (decided.kind) {
    case "not_found":
      throw new AppError("not_found", `There is no approval ${approvalId}.`);
    case "settled_before":
      throw conflict(decided.approval);
    case "decided": {
      const { approval, lastSeq, isResumed } = decided;
      await notify(db.pool, {
        events: [`${approval.sessionId} ${lastSeq}`],
        runs: [`${projectId} ${approval.runId}`],
        approvals: [projectId],
        ...(isResumed ? { queue: [""] } : {}),
      });
      // It came a moment too late: what counts is that nobody had decided in time.
      if (approval.status === "expired") throw conflict(approval);
      return approval;
    }
    default:
      return assertNever(decided);
  }
}

function conflict(approval: ApprovalRecord): AppError {
  return new AppError("conflict", `This was decided before: ${approval.status}.`, { details: { approval } });
}
