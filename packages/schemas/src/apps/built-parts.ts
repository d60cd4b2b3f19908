import type { AppType } from "#apps/app-type.ts";

/**
 * Which parts of each type's configuration this release runs. The contract declares them all; what is not listed
 * here is refused as `invalid_config` and left out of `/inspect`, the editor and the templates.
 */
export const builtParts: Readonly<Record<AppType, readonly string[]>> = {
  chat: ["model", "instructions", "variables", "parameters", "outputSchema", "fallbackModels", "budget"],
  completion: ["model", "prompt", "variables", "parameters", "outputSchema", "fallbackModels", "budget"],
  agent: [
    "model",
    "instructions",
    "tools",
    "permissions",
    "skills",
    "sandbox",
    "parameters",
    "outputSchema",
    "budget",
    "durable",
  ],
};

/** App types that can be created in this release. */
export function isBuiltType(type: AppType): boolean {
  return builtParts[type].length > 0;
}

/** Paths of parts that are set but not built. For a type that is not built at all: `type`. */
export function findUnbuiltParts(type: AppType, config: object): string[] {
  if (!isBuiltType(type)) return ["type"];
  return Object.keys(config).filter((key) => !builtParts[type].includes(key));
}
