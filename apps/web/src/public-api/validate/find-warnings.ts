import type { Sql } from "@slipway/db/db";
import { findModelAbility } from "@slipway/db/providers/find-model-ability";
import { promptParts } from "@slipway/prompts/prompt/prompt-parts";
import { findTags } from "@slipway/prompts/templates/find-tags";
import type { AppConfig } from "@slipway/schemas/apps/app-config";
import { AppError } from "@slipway/schemas/errors/app-error";
import { untakenParameters } from "@slipway/schemas/models/untaken-parameters";
import type { Validation } from "@slipway/schemas/public-api/validate";
import { requireModel } from "#public-api/invoke/require-model.ts";

type FindWarnings = { readonly projectId: string; readonly config: AppConfig };

/** What does not stop a run of the configuration, and may surprise whoever starts one. */
export async function findWarnings(
  sql: Sql,
  { projectId, config }: FindWarnings,
): Promise<Validation["warnings"]> {
  const fallbackModels = "fallbackModels" in config ? (config.fallbackModels ?? []) : [];
  const missing = await Promise.all(
    fallbackModels.map(async (ref) => ((await isThere(sql, projectId, ref)) ? [] : [ref])),
  );
  const { parameters = {} } = config;
  const ability = await findModelAbility(sql, { projectId, ref: config.model });
  return [
    ...(ability.ref === config.model ? untakenParameters(parameters, ability) : []).map(({ name, why }) => ({
      code: "parameter_ignored",
      path: `parameters.${name}`,
      message: `${why} A run goes on without it.`,
    })),
    ...missing.flat().map((ref) => ({
      code: "model_missing",
      path: `fallbackModels.${fallbackModels.indexOf(ref)}`,
      message: `The fallback model ${ref} is not there, and would be passed over.`,
    })),
    ...unusedVariables(config).map(({ name, at }) => ({
      code: "variable_unused",
      path: `variables.${at}`,
      message: `The prompt does not name the variable ${name}.`,
    })),
  ];
}

async function isThere(sql: Sql, projectId: string, ref: string): Promise<boolean> {
  try {
    await requireModel(sql, projectId, ref);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid_config") return false;
    throw error;
  }
}

function unusedVariables(config: AppConfig): readonly { readonly name: string; readonly at: number }[] {
  const declared = "variables" in config ? (config.variables ?? []) : [];
  const named = new Set(
    promptParts(config).flatMap(({ content }) => findTags(content).tags.map(({ name }) => name)),
  );
  return declared.flatMap(({ name }, at) => (named.has(name) ? [] : [{ name, at }]));
}
