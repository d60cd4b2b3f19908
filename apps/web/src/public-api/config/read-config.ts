import { checkOutputSchema } from "@slipway/prompts/output/check-output-schema";
import { findTemplateFaults } from "@slipway/prompts/prompt/prompt-parts";
import { type AppConfig, type ConfigOf, parseAppConfig } from "@slipway/schemas/apps/app-config";
import type { AppType } from "@slipway/schemas/apps/app-type";
import { AppError } from "@slipway/schemas/errors/app-error";
import type { ErrorDetail } from "@slipway/schemas/errors/error-body";

/**
 * Reads a configuration that somebody wrote. Throws `invalid_config` that names the path of everything wrong: what its
 * schema refuses, templates that cannot be read, and an output schema that nothing can be checked by.
 */
export function readConfig<T extends AppType>(
  type: T,
  value: unknown,
  at: readonly PropertyKey[] = ["config"],
): ConfigOf<T> {
  const config = parseAppConfig(type, value, at);
  const place = at.map(String).join(".");
  const details = findFaults(config).map(({ path, message }) => ({ path: `${place}.${path}`, message }));
  const [first] = details;
  if (!first) return config;
  const message = `The configuration is not valid. ${first.path}: ${first.message}`;
  throw new AppError("invalid_config", message, { details });
}

function findFaults(config: AppConfig): readonly ErrorDetail[] {
  const schemaFaults = config.outputSchema ? checkOutputSchema(config.outputSchema) : [];
  return [
    ...findTemplateFaults(config),
    ...schemaFaults.map(({ path, message }) => ({
      path: path === "" ? "outputSchema" : `outputSchema.${path}`,
      message,
    })),
  ];
}
