import type { ErrorObject } from "ajv/dist/2020.js";
import { compileSchema, type Schema } from "#json-schema/compile-schema.ts";
import { runBounded } from "#json-schema/run-bounded.ts";

/** Long enough for any honest value on a busy machine; some schemas take a time that doubles with each reference. */
const longestMs = 1_000;

type CheckValue = {
  /** How the value as a whole is called in a fault. */
  readonly what: string;
};

/**
 * What is wrong with a value, in words that name the path of each fault; null when it fits the schema (JSON Schema 2020-12).
 * Nothing is converted and no default is filled in: what was checked is what is used.
 */
export function checkValue(schema: Schema, value: unknown, { what }: CheckValue): string | null {
  const compiled = compileSchema(schema);
  if (compiled.kind === "unusable") return `Its schema cannot be used: ${compiled.message}`;
  const { validate } = compiled;
  try {
    // Throws where a schema refers to itself for ever, or a pattern takes too long.
    if (runBounded(longestMs, () => validate(value))) return null;
  } catch (error) {
    return `Its schema cannot be used: ${error instanceof Error ? error.message : String(error)}`;
  }
  const faults = (validate.errors ?? []).map((error) => toWords(error, what));
  return [...new Set(faults)].slice(0, mostFaults).join("\n");
}

/** A model mends some faults at a time; a schema of many alternatives reports hundreds. */
const mostFaults = 20;

function toWords({ instancePath, keyword, params, message }: ErrorObject, what: string): string {
  const path = instancePath
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (keyword === "additionalProperties" || keyword === "unevaluatedProperties") {
    const name = String(params.additionalProperty ?? params.unevaluatedProperty);
    return `${[...path, name].join(".")}: is not known here`;
  }
  if (keyword === "required") return `${[...path, String(params.missingProperty)].join(".")}: is missing`;
  const allowed = keyword === "enum" ? `: ${JSON.stringify(params.allowedValues)}` : "";
  return `${path.join(".") || what}: ${message ?? "does not fit"}${allowed}`;
}
