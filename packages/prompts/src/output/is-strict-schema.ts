import type { Schema } from "#json-schema/compile-schema.ts";
import { isObject } from "#output/find-schema-faults.ts";
import { subSchemasOf } from "#output/sub-schemas.ts";

const keywords = new Set([
  ..."$schema $defs $ref title description type enum const properties required additionalProperties".split(
    " ",
  ),
  ..."items anyOf pattern minimum maximum exclusiveMinimum exclusiveMaximum multipleOf".split(" "),
  ..."minItems maxItems".split(" "),
]);

const deepest = 10;

/**
 * Whether OpenAI can hold a model to all of a schema (`strict`): every object is closed and all its properties are
 * required. Source: OpenAI's guide "Structured model outputs", its part on supported schemas.
 */
export function isStrictSchema(schema: Schema): boolean {
  return schema.anyOf === undefined && isStrictBelow(schema, 1);
}

function isStrictBelow(schema: unknown, depth: number): boolean {
  if (!isObject(schema) || depth > deepest) return false;
  if (Object.keys(schema).some((keyword) => !keywords.has(keyword))) return false;
  if (isOpen(schema)) return false;
  return subSchemasOf(schema).every((each) => isStrictBelow(each, depth + 1));
}

/** An object that may have other properties than those named, or may lack some. */
function isOpen(schema: Schema): boolean {
  if (![schema.type].flat().includes("object") && schema.properties === undefined) return false;
  if (schema.additionalProperties !== false || !isObject(schema.properties)) return true;
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.keys(schema.properties).some((name) => !required.includes(name));
}
