import { promptParts, variablesOf } from "@slipway/prompts/prompt/prompt-parts";
import { findTags } from "@slipway/prompts/templates/find-tags";
import type { Variable } from "@slipway/prompts/variables/variable";
import type { DraftConfig, DraftVariable } from "../draft-config.ts";

/** The variables that whoever runs the draft can fill in, also those that its prompt only names. */
export function variablesToFill({ prompt, instructions, variables }: DraftConfig): readonly Variable[] {
  return variablesOf({ prompt, instructions, variables: toVariables(variables) });
}

/** Those that are declared. */
export function variableNames({ variables = [] }: DraftConfig): readonly string[] {
  return variables.map(({ name }) => name);
}

/** Those that the prompt names. */
export function namedIn({ prompt, instructions, variables }: DraftConfig): readonly string[] {
  const parts = promptParts({ prompt, instructions, variables: toVariables(variables) });
  return parts.flatMap(({ content }) => findTags(content).tags.map(({ name }) => name));
}

export function withVariable({ variables = [] }: DraftConfig, name: string): DraftVariable[] {
  return [...variables, { name, required: true }];
}

function toVariables(variables: readonly DraftVariable[] = []): Variable[] {
  return variables.map(({ name, description, default: fallback, required }) => ({
    name,
    required: required ?? true,
    ...(description === undefined ? {} : { description }),
    ...(fallback === undefined ? {} : { default: fallback }),
  }));
}
