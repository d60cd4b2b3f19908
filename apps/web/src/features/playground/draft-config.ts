import { ChatConfig } from "@slipway/schemas/apps/chat-config";
import { toErrorDetails } from "@slipway/schemas/errors/parse-or-throw";
import { z } from "zod";

const Values = z.record(z.string(), z.unknown());

/** A chat's configuration while it is edited: it may hold values that cannot run yet, and parts that are not edited here. */
export const DraftConfig = z.looseObject({
  model: z.string(),
  instructions: z.string().default(""),
  parameters: Values.optional(),
  budget: Values.optional(),
});
export type DraftConfig = z.infer<typeof DraftConfig>;

/** Messages by dotted path: `parameters.temperature`. */
export type ConfigErrors = ReadonlyMap<string, string>;

/** What is wrong with a draft, in the contract's own words. Empty: it can run. */
export function findConfigErrors(config: DraftConfig): ConfigErrors {
  const parsed = ChatConfig.safeParse(config, { error: rangeInWords });
  if (parsed.success) return new Map();
  return new Map(toErrorDetails(parsed.error).map(({ path, message }) => [path, message]));
}

/** Limits as a person says them. What the contract words itself goes first; for the rest zod's own words stay. */
function rangeInWords(issue: {
  readonly code?: string;
  readonly [name: string]: unknown;
}): string | undefined {
  if (issue.origin !== "number" && issue.origin !== "int") return undefined;
  if (issue.code === "too_big") return `At most ${Number(issue.maximum).toLocaleString("en")}.`;
  if (issue.code !== "too_small") return undefined;
  const least = Number(issue.minimum).toLocaleString("en");
  return issue.inclusive ? `At least ${least}.` : `More than ${least}.`;
}
