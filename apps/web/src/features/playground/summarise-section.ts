import type { AppType } from "@slipway/schemas/apps/app-type";
import { limitFieldsOf, parameterFields, type SectionId } from "./config-sections.ts";
import type { FieldDescription } from "./describe-fields.ts";
import type { DraftConfig } from "./draft-config.ts";
import { policyLabels } from "./permission-words.ts";

/** A section in one line, shown while it is folded. */
export function summariseSection(section: SectionId, config: DraftConfig, type: AppType): string {
  switch (section) {
    case "model":
      return config.model;
    case "fallbackModels":
      return config.fallbackModels?.join(", ") || "None";
    case "instructions":
      return (config.instructions ?? "").trim().split("\n", 1)[0] || "None";
    case "prompt":
      return count(config.prompt?.length ?? 0, "message");
    case "variables":
      return config.variables?.map(({ name }) => name || "unnamed").join(", ") || "None";
    case "output":
      return config.outputSchema === undefined ? "Free text" : "JSON";
    case "tools":
      return summariseTools(config);
    case "sandbox":
      return config.sandbox?.network === "allowlist"
        ? `Network: ${count(config.sandbox.allowedHosts?.length ?? 0, "host")}`
        : "No network";
    case "skills":
      return config.skills?.map(({ name }) => name || "unnamed").join(", ") || "None";
    case "parameters":
      return summariseValues(parameterFields, config.parameters) || "The model's own";
    case "budget":
      return summariseValues(limitFieldsOf(type), config.budget) || "Defaults";
    case "durable":
      return config.durable === false ? "Off" : "On";
  }
}

function summariseTools({ tools, permissions }: DraftConfig): string {
  const names = tools?.builtin.join(", ") || "No tools";
  const rules = permissions?.rules.length ?? 0;
  const policy = policyLabels[permissions?.default ?? "allow_reads"].toLowerCase();
  return [names, rules > 0 ? `${count(rules, "rule")}, else ${policy}` : policy].join(" · ");
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
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
