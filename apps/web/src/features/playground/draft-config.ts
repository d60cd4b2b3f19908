import { CompletionConfig } from "@slipway/schemas/apps/completion-config";
import { Permissions } from "@slipway/schemas/apps/permissions";
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
