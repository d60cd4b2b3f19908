import {
  invalid,
  readObject,
  refuseExtraKeys,
} from "#model-server/wire/anthropic-messages/invalid-request.ts";
import { findRefused, isObjectSchema, type SchemaRule } from "#model-server/wire/check-output-schema.ts";

const path = "output_config.format";

/** Refuses a form of the answer that Anthropic would: it takes only what it can hold a model to. */
export function checkFormat(config: unknown): void {
  if (config === undefined) return;
  const given = readObject(config, "output_config");
  refuseExtraKeys(given, new Set(["effort", "format", "task_budget"]), "output_config");
  if (given.format === undefined || given.format === null) return;
  const format = readObject(given.format, path);
  if (format.type !== "json_schema") throw invalid(`${path}.type`, "Input should be 'json_schema'");
  refuseExtraKeys(format, new Set(["type", "schema"]), path);
  const refused = findRefused(readObject(format.schema, `${path}.schema`), rule);
  if (refused !== null) throw invalid(`${path}.schema`, refused);
}

const unsupported = new Set([
  ..."minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength maxItems".split(" "),
  ..."uniqueItems minProperties maxProperties patternProperties not if then else oneOf".split(" "),
]);

const rule: SchemaRule = (schema, at) => {
  const keyword = Object.keys(schema).find((each) => unsupported.has(each));
  if (keyword !== undefined) return `${at}: property '${keyword}' is not supported`;
  if (typeof schema.minItems === "number" && schema.minItems > 1) {
    return `${at}: For 'array' type, 'minItems' values other than 0 or 1 are not supported`;
  }
  if (isObjectSchema(schema) && schema.additionalProperties !== false) {
    return `${at}: For 'object' type, 'additionalProperties' must be explicitly set to false`;
  }
  return null;
};
