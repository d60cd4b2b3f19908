import { findTemplateFaults } from "@slipway/prompts/prompt/prompt-parts";
import { configSchemas } from "@slipway/schemas/apps/app-config";
import type { AppType } from "@slipway/schemas/apps/app-type";
import { CompletionConfig } from "@slipway/schemas/apps/completion-config";
import { Permissions } from "@slipway/schemas/apps/permissions";
import { toErrorDetails } from "@slipway/schemas/errors/parse-or-throw";
import { z } from "zod";

const Values = z.record(z.string(), z.unknown());
const Rule = Permissions.shape.rules.unwrap().element;

/** A rule while it is edited: its fields may be empty. */
const DraftRule = z.looseObject({
  tool: z.string(),
  match: z.string().optional(),
  action: Rule.shape.action,
});
export type DraftRule = z.infer<typeof DraftRule>;

const DraftSkill = z.looseObject({ name: z.string(), content: z.string() });
export type DraftSkill = z.infer<typeof DraftSkill>;

/** A message of a prompt while it is edited. */
const DraftMessage = z.looseObject({
  role: CompletionConfig.shape.prompt.element.shape.role,
  content: z.string(),
});
export type DraftMessage = z.infer<typeof DraftMessage>;

const DraftVariable = z.looseObject({
  name: z.string(),
  description: z.string().optional(),
  default: z.string().optional(),
  required: z.boolean().optional(),
});
export type DraftVariable = z.infer<typeof DraftVariable>;

/**
 * The configuration of an app while it is edited: it may hold values that cannot run yet, and parts that are not edited
 * here. Which parts it has is its type's business.
 */
export const DraftConfig = z.looseObject({
  model: z.string(),
  fallbackModels: z.array(z.string()).optional(),
  instructions: z.string().optional(),
  prompt: z.array(DraftMessage).optional(),
  variables: z.array(DraftVariable).optional(),
  /** A text while it cannot be read as JSON. */
  outputSchema: z.union([Values, z.string()]).optional(),
  tools: z.looseObject({ builtin: z.array(z.string()) }).optional(),
  permissions: z
    .looseObject({
      default: Permissions.shape.default.unwrap(),
      rules: z.array(DraftRule),
    })
    .optional(),
  sandbox: z
    .looseObject({ network: z.enum(["none", "allowlist"]), allowedHosts: z.array(z.string()).optional() })
    .optional(),
  skills: z.array(DraftSkill).optional(),
  parameters: Values.optional(),
  budget: Values.optional(),
  durable: z.boolean().optional(),
});
export type DraftConfig = z.infer<typeof DraftConfig>;

/** Messages by dotted path: `parameters.temperature`. */
export type ConfigErrors = ReadonlyMap<string, string>;

/** What is wrong with a draft, in the contract's own words. Empty: it can run. */
export function findConfigErrors(type: AppType, config: DraftConfig): ConfigErrors {
  const parsed = configSchemas[type].safeParse(config, { error: rangeInWords });
  const details = parsed.success ? findTemplateFaults(parsed.data) : toErrorDetails(parsed.error);
  return new Map(details.map(({ path, message }) => [path, message]));
}

/** Limits as a person says them. What the contract words itself goes first; for the rest zod's own words stay. */
function rangeInWords(issue: {
  readonly code?: string;
  readonly [name: string]: unknown;
}): string | undefined {
  if (issue.origin === "string" && issue.code === "too_small") return "Fill this in.";
  if (issue.origin !== "number" && issue.origin !== "int") return undefined;
  if (issue.code === "too_big") return `At most ${Number(issue.maximum).toLocaleString("en")}.`;
  if (issue.code !== "too_small") return undefined;
  const least = Number(issue.minimum).toLocaleString("en");
  return issue.inclusive ? `At least ${least}.` : `More than ${least}.`;
}
