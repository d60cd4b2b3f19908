import type { Page } from "@slipway/schemas/public-api/page";
import type { ApprovalRecord, ApprovalStatus } from "@slipway/schemas/runs/approval";
import { type ApprovalRow, selectApprovals, toApprovalRecord } from "#approvals/approval-row.ts";
import type { Sql } from "#db.ts";
import { readCursor, toPage } from "#keyset.ts";
import { run, statement } from "#statement.ts";

export type ListApprovals = {
  readonly projectId: string;
  readonly status?: ApprovalStatus | undefined;
  readonly sessionId?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

const listStatement = statement<ApprovalRow>(
  "list-approvals",
  `${selectApprovals}
   where p.project_id = $1 and ($2::text is null or p.id < $2) and ($3::text is null or p.status = $3)
     and ($4::text is null or p.session_id = $4)
   order by p.id desc limit $5`,
);
// A statement of its own, for the index of those that wait: they are few among many.
const listPendingStatement = statement<ApprovalRow>(
  "list-pending-approvals",
  `${selectApprovals}
   where p.project_id = $1 and ($2::text is null or p.id < $2) and p.status = 'pending'
     and ($3::text is null or p.session_id = $3)
   order by p.id desc limit $4`,
);

/** A project's approvals, newest first. */
export async function listApprovals(
  sql: Sql,
  { projectId, status, sessionId = undefined, cursor, limit }: ListApprovals,
): Promise<Page<ApprovalRecord>> {
  const before = cursor === undefined ? null : readCursor(cursor);
  const session = sessionId ?? null;
  const rows =
    status === "pending"
      ? await run(sql, listPendingStatement, [projectId, before, session, limit + 1])
      : await run(sql, listStatement, [projectId, before, status ?? null, session, limit + 1]);
  return toPage(rows.map(toApprovalRecord), limit, ({ id }) => id);
}

const findStatement = statement<ApprovalRow>(
  "find-approval",
  `${selectApprovals} where p.project_id = $1 and p.id = $2`,
);

/** Null: the project has no such approval. */
export async function findApproval(
  sql: Sql,
  projectId: string,
  approvalId: string,
): Promise<ApprovalRecord | null> {
  const [row] = await run(sql, findStatement, [projectId, approvalId]);
  return row ? toApprovalRecord(row) : null;
}
