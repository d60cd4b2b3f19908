import type { Approval, ApprovalRecord, ApprovalScope, ApprovalStatus } from "@slipway/schemas/runs/approval";

type Json = Record<string, unknown>;

/** A row of `approval` with its app, as {@link selectApprovals} returns it. */
export type ApprovalRow = {
  project_id: string;
  id: string;
  session_id: string;
  run_id: string;
  call_id: string;
  tool: string;
  input: Json;
  reason: string;
  status: ApprovalStatus;
  scope: ApprovalScope | null;
  edited_input: Json | null;
  decided_by: string | null;
  decided_at: Date | null;
  comment: string | null;
  expires_at: Date;
  created_at: Date;
  app_id: string;
  app_slug: string;
  app_name: string;
};

/** Rows keep the id of a person or a key; people read the name. */
const decidedBy = `coalesce(
    (select u.name from "user" u where u.id = p.decided_by),
    (select k.name from api_key k where k.project_id = p.project_id and k.id = p.decided_by),
    p.decided_by)`;

/** Selects {@link ApprovalRow}s; conditions on `p` follow. */
export const selectApprovals = `select p.project_id, p.id, p.session_id, p.run_id, p.call_id, p.tool, p.input, p.reason,
    p.status, p.scope, p.edited_input, ${decidedBy} as decided_by, p.decided_at, p.comment, p.expires_at, p.created_at,
    a.id as app_id, a.slug as app_slug, a.name as app_name
  from approval p
  join session s on s.project_id = p.project_id and s.id = p.session_id
  join app a on a.project_id = s.project_id and a.id = s.app_id`;

export function toApprovalRecord(row: ApprovalRow): ApprovalRecord {
  return {
    id: row.id,
    callId: row.call_id,
    tool: row.tool,
    input: row.input,
    reason: row.reason,
    expiresAt: row.expires_at.toISOString(),
    runId: row.run_id,
    sessionId: row.session_id,
    app: { id: row.app_id, slug: row.app_slug, name: row.app_name },
    status: row.status,
    scope: row.scope,
    editedInput: row.edited_input,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    comment: row.comment,
    createdAt: row.created_at.toISOString(),
  };
}

/** SQL for the approvals that a run waits for, as JSON; null unless it waits. `alias` is the run's table. */
export function pendingApprovals(alias: string): string {
  return `case when ${alias}.status = 'waiting' then (
    select json_agg(json_build_object('id', p.id, 'callId', p.call_id, 'tool', p.tool, 'input', p.input,
      'reason', p.reason, 'expiresAt', to_char(p.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by p.id)
    from approval p
    where p.project_id = ${alias}.project_id and p.run_id = ${alias}.id and p.status = 'pending'
  ) end`;
}

export type PendingApprovals = readonly Approval[] | null;
