import { findApprovalTerms } from "@slipway/db/approvals/find-approval-terms";
import type { Sql } from "@slipway/db/db";
import { checkEditedInput } from "@slipway/permissions/check-edited-input";
import { AgentConfig } from "@slipway/schemas/apps/agent-config";
import { AppError } from "@slipway/schemas/errors/app-error";
import { ToolFacts } from "@slipway/schemas/runs/approval";

type EditedApproval = {
  readonly projectId: string;
  readonly approvalId: string;
  readonly input: Readonly<Record<string, unknown>>;
};

/** Throws `invalid_request` for an input that its tool cannot take, or that a rule of the app denies. Nothing is decided then. */
export async function requireFitting(
  sql: Sql,
  { projectId, approvalId, input }: EditedApproval,
): Promise<void> {
  const terms = await findApprovalTerms(sql, projectId, approvalId);
  const facts = ToolFacts.safeParse(terms?.facts);
  const config = AgentConfig.safeParse(terms?.config);
  // What cannot be judged here (it was decided meanwhile, or a runner of an earlier release asked) the run judges itself.
  if (!terms || !facts.success || !config.success) return;
  const { permissions } = config.data;
  const fault = checkEditedInput({ tool: terms.tool, facts: facts.data, permissions, input });
  if (fault === null) return;
  const details = fault.split("\n").map((message) => ({ path: "input", message }));
  throw new AppError("invalid_request", `The edited input is not taken. ${fault.replaceAll("\n", "; ")}`, {
    details,
  });
}
