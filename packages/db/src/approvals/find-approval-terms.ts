import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

/** What an input is held to that a person writes for a call that waits. */
export type ApprovalTerms = {
  readonly tool: string;
  /** As its runner stored them; null: it did not. */
  readonly facts: unknown;
  /** The configuration of its run. */
  readonly config: unknown;
};

const termsStatement = statement<ApprovalTerms>(
  "find-approval-terms",
  `select p.tool, p.tool_facts as facts, coalesce(r.draft_config, v.config) as config
   from approval p
   join run r on r.project_id = p.project_id and r.id = p.run_id
   left join revision v on v.project_id = r.project_id and v.app_id = r.app_id and v.number = r.revision
   where p.project_id = $1 and p.id = $2 and p.status = 'pending'`,
);

/** Null: no such call waits. */
export async function findApprovalTerms(
  sql: Sql,
  projectId: string,
  approvalId: string,
): Promise<ApprovalTerms | null> {
  const [row] = await run(sql, termsStatement, [projectId, approvalId]);
  return row ?? null;
}
