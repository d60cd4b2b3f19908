import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

/** What became of a question about a call. */
export type CallAnswer = {
  readonly callId: string;
  readonly allowed: boolean;
  /** As it was asked for, or as the person changed it. */
  readonly input: Readonly<Record<string, unknown>>;
  /** What was said with it. */
  readonly comment: string | null;
  readonly isExpired: boolean;
};

type Row = {
  call_id: string;
  status: "allowed" | "denied" | "expired" | "moot";
  input: Record<string, unknown>;
  comment: string | null;
};

const answersStatement = statement<Row>(
  "list-run-answers",
  `select call_id, status, coalesce(edited_input, input) as input, comment from approval
   where project_id = $1 and run_id = $2 and status <> 'pending'
   order by id`,
);

/** What was decided about a run's calls. */
export async function listRunAnswers(sql: Sql, projectId: string, runId: string): Promise<CallAnswer[]> {
  const rows = await run(sql, answersStatement, [projectId, runId]);
  return rows.map(({ call_id, status, input, comment }) => ({
    callId: call_id,
    allowed: status === "allowed",
    input,
    comment,
    isExpired: status === "expired",
  }));
}

export type Granted = { readonly tool: string; readonly input: Readonly<Record<string, unknown>> };

const grantsStatement = statement<Granted>(
  "list-session-grants",
  `select tool, coalesce(edited_input, input) as input from approval
   where project_id = $1 and session_id = $2 and status = 'allowed' and scope = 'session'`,
);

/** The calls that were allowed for the whole session. */
export async function listSessionGrants(sql: Sql, projectId: string, sessionId: string): Promise<Granted[]> {
  return await run(sql, grantsStatement, [projectId, sessionId]);
}
