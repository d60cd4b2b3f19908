import type { AppType } from "@slipway/schemas/apps/app-type";
import { builtParts } from "@slipway/schemas/apps/built-parts";
import { Parameters } from "@slipway/schemas/apps/parameters";
import { Budget, budgetDefaults } from "@slipway/schemas/runs/budget";
import { describeFields, type FieldDescription } from "./describe-fields.ts";
import type { DraftConfig } from "./draft-config.ts";
import { isSamePart } from "./is-same-config.ts";

export type SectionId =
  | "model"
  | "fallbackModels"
  | "instructions"
  | "prompt"
  | "variables"
  | "tools"
  | "sandbox"
  | "skills"
  | "output"
  | "parameters"
  | "budget"
  | "durable";

type Section = {
  readonly title: string;
  /** The parts of a configuration that are edited in it. */
  readonly parts: readonly string[];
};

/** In the order in which they stand. */
const sections: Readonly<Record<SectionId, Section>> = {
  model: { title: "Model", parts: ["model"] },
  fallbackModels: { title: "Fallback models", parts: ["fallbackModels"] },
  instructions: { title: "Instructions", parts: ["instructions"] },
  prompt: { title: "Prompt", parts: ["prompt"] },
  variables: { title: "Variables", parts: ["variables"] },
  tools: { title: "Tools & permissions", parts: ["tools", "permissions"] },
  sandbox: { title: "Sandbox", parts: ["sandbox"] },
  skills: { title: "Skills", parts: ["skills"] },
  output: { title: "Output", parts: ["outputSchema"] },
  parameters: { title: "Parameters", parts: ["parameters"] },
  budget: { title: "Limits", parts: ["budget"] },
  durable: { title: "Durability", parts: ["durable"] },
};

/** Which of them a type has, each with all of its parts: a part that this release does not run is not offered. */
const sectionsOfType: Readonly<Record<AppType, readonly SectionId[]>> = {
  chat: ["model", "fallbackModels", "instructions", "variables", "output", "parameters", "budget"],
  completion: ["model", "fallbackModels", "prompt", "variables", "output", "parameters", "budget"],
  agent: ["model", "instructions", "tools", "sandbox", "skills", "output", "parameters", "budget", "durable"],
};

export function sectionsOf(type: AppType, built: readonly string[] = builtParts[type]): readonly SectionId[] {
  return sectionsOfType[type].filter((id) => sections[id].parts.every((part) => built.includes(part)));
}

export function sectionTitle(section: SectionId): string {
  return sections[section].title;
}

export const parameterFields: readonly FieldDescription[] = describeFields(Parameters);

/** The limits that can stop a chat or a completion: it has no tools. */
const chatLimits = ["maxTokens", "maxCostUsd", "maxDurationMs", "idleTimeoutMs", "maxValidationRetries"];
const allLimits: readonly FieldDescription[] = describeFields(Budget);

export function limitFieldsOf(type: AppType): readonly FieldDescription[] {
  return type === "agent" ? allLimits : allLimits.filter((field) => chatLimits.includes(field.key));
}

/** What is in force where a limit is left empty. */
export const limitDefaults: Readonly<Record<string, number>> = budgetDefaults;

/** Whether a section of the draft says something else than the revision. */
export function differsFrom(section: SectionId, draft: DraftConfig, revision: DraftConfig): boolean {
  return sections[section].parts.some((part) => !isSamePart(part, draft, revision));
}

/** The sections whose words differ: what a commit names. */
export function changedSections(draft: DraftConfig, revision: DraftConfig): readonly SectionId[] {
  return (Object.keys(sections) as SectionId[]).filter((section) => differsFrom(section, draft, revision));
}

/** Where an error belongs: `permissions.rules.0.tool` to the tools. */
export function hasErrorIn(section: SectionId, errorPaths: Iterable<string>): boolean {
  const { parts } = sections[section];
  return [...errorPaths].some((path) => parts.some((part) => path === part || path.startsWith(`${part}.`)));
}
