import { Parameters } from "@slipway/schemas/apps/parameters";
import { Budget, budgetDefaults } from "@slipway/schemas/runs/budget";
import { describeFields, type FieldDescription } from "./describe-fields.ts";
import type { DraftConfig } from "./draft-config.ts";

export type SectionId = "model" | "instructions" | "parameters" | "budget";

export const sectionTitles: Readonly<Record<SectionId, string>> = {
  model: "Model",
  instructions: "Instructions",
  parameters: "Parameters",
  budget: "Limits",
};

export const parameterFields: readonly FieldDescription[] = describeFields(Parameters);

/** The limits that can stop a chat: it has one turn and no tools. */
const chatLimits = ["maxTokens", "maxCostUsd", "maxDurationMs", "idleTimeoutMs"];
export const limitFields: readonly FieldDescription[] = describeFields(Budget).filter((field) =>
  chatLimits.includes(field.key),
);

/** What is in force where a limit is left empty. */
export const limitDefaults: Readonly<Record<string, number>> = budgetDefaults;

/** The section in one line, shown while it is folded. */
export function summariseSection(section: SectionId, config: DraftConfig): string {
  switch (section) {
    case "model":
      return config.model;
    case "instructions":
      return config.instructions.trim().split("\n", 1)[0] || "None";
    case "parameters":
      return summariseValues(parameterFields, config.parameters) || "The model's own";
    case "budget":
      return summariseValues(limitFields, config.budget) || "Defaults";
  }
}

function summariseValues(
  fields: readonly FieldDescription[],
  values: Readonly<Record<string, unknown>> = {},
): string {
  return fields
    .filter((field) => values[field.key] !== undefined)
    .map((field) => `${field.title} ${String(values[field.key])}`)
    .join(", ");
}

/** Whether a section of the draft says something else than the revision. */
export function differsFrom(section: SectionId, draft: DraftConfig, revision: DraftConfig): boolean {
  return canonical(draft[section]) !== canonical(revision[section]);
}

export function isSameConfig(one: DraftConfig, other: DraftConfig): boolean {
  return (["model", "instructions", "parameters", "budget"] as const).every(
    (section) => !differsFrom(section, one, other),
  );
}

/** Equal for values that mean the same: the order of keys says nothing, nor does an object without any. */
function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return JSON.stringify(value) ?? "";
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return entries.length > 0 ? JSON.stringify(entries.toSorted(([a], [b]) => (a < b ? -1 : 1))) : "";
}
