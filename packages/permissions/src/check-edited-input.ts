import type { Permissions } from "@slipway/schemas/apps/permissions";
import type { ToolFacts } from "@slipway/schemas/runs/approval";
import { checkInput } from "#check-input.ts";
import { decideByConfiguration } from "#decide-by-configuration.ts";
import { subjectOf } from "#subject.ts";

export type EditedInput = {
  readonly tool: string;
  readonly facts: ToolFacts;
  readonly permissions: Permissions;
  readonly input: Readonly<Record<string, unknown>>;
};

/**
 * What is wrong with an input that a person has written for a call that waits, a line for each fault; null: nothing. It has
 * to fit the tool's schema, and no rule may deny it. The run looks once more before the tool begins.
 */
export function checkEditedInput({ tool, facts, permissions, input }: EditedInput): string | null {
  const fault = checkInput(facts.inputSchema, input);
  if (fault !== null) return fault;
  const { access, subject } = facts;
  const call = { tool: { name: tool, access }, subject: subjectOf(subject, input) };
  const decision = decideByConfiguration(permissions, call);
  return decision.kind === "deny" ? decision.reason : null;
}
