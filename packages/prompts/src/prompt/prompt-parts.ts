import type { AppConfig } from "@slipway/schemas/apps/app-config";
import type { ErrorDetail } from "@slipway/schemas/errors/error-body";
import { findTags, type Tag } from "#templates/find-tags.ts";
import { listVariables, type Variable } from "#variables/variable.ts";

/** A text of a configuration that may name variables. */
export type PromptPart = {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
  /** Where it stands in the configuration. */
  readonly path: string;
};

/** What of a configuration its prompt is made from; less than a whole one is enough. */
export type PromptSource = Partial<Pick<AppConfig, "model">> & {
  readonly instructions?: string | undefined;
  readonly prompt?: readonly Pick<PromptPart, "role" | "content">[] | undefined;
  readonly variables?: readonly Variable[] | undefined;
};

/**
 * The templates of a configuration. A completion's prompt always is one. Instructions are one where the app declares
 * variables: without any, braces in them are text like all else.
 */
export function promptParts({ prompt, instructions, variables = [] }: PromptSource): readonly PromptPart[] {
  if (prompt) return prompt.map((part, index) => ({ ...part, path: `prompt.${index}.content` }));
  if (variables.length === 0 || instructions === undefined) return [];
  return [{ role: "system", content: instructions, path: "instructions" }];
}

/** The variables that a caller can give, in the order of their declaration; those that are only named come last. */
export function variablesOf(source: PromptSource): readonly Variable[] {
  const tags = promptParts(source).flatMap(({ content }): readonly Tag[] => findTags(content).tags);
  return listVariables(source.variables ?? [], tags);
}

/** What is wrong with the templates of a configuration. */
export function findTemplateFaults(source: PromptSource): readonly ErrorDetail[] {
  return promptParts(source).flatMap(({ content, path }) => {
    const { fault } = findTags(content);
    return fault ? [{ path, message: fault.message }] : [];
  });
}
