import { findTemplateFaults } from "@slipway/prompts/prompt/prompt-parts";
import { configSchemas } from "@slipway/schemas/apps/app-config";
import type { AppType } from "@slipway/schemas/apps/app-type";
import { toErrorDetails } from "@slipway/schemas/errors/parse-or-throw";
import type { ConfigErrors, DraftConfig } from "./draft-config.ts";

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
