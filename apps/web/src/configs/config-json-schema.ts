import { configSchemas } from "@slipway/schemas/apps/app-config";
import type { AppType } from "@slipway/schemas/apps/app-type";
import { builtParts } from "@slipway/schemas/apps/built-parts";
import { z } from "zod";

export type JsonSchema = Readonly<Record<string, unknown>>;

/** The configuration of a type as JSON Schema 2020-12: the parts that this release runs. */
export function configJsonSchema(type: AppType): JsonSchema {
  // Without its name, which would turn the whole into a reference.
  const schema = z.toJSONSchema(z.strictObject(configSchemas[type].shape), {
    io: "input",
    target: "draft-2020-12",
    unrepresentable: "any",
  }) as JsonSchema;
  const properties = Object.entries((schema.properties ?? {}) as JsonSchema);
  return {
    ...schema,
    properties: Object.fromEntries(properties.filter(([name]) => builtParts[type].includes(name))),
  };
}
