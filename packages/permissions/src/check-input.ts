import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { createBoundedRegExp } from "#bounded-regexp.ts";

type Schema = Readonly<Record<string, unknown>>;

/** Compiling costs a millisecond, and the same tools are offered to many runs. */
const compiled = new WeakMap<Schema, ValidateFunction>();

/**
 * What is wrong with a value, in words that name the path of each fault; null when it fits the schema (JSON Schema 2020-12).
 * Nothing is converted and no default is filled in: what was checked is what is used.
 */
export function checkInput(schema: Schema, value: unknown): string | null {
  let validate: ValidateFunction;
  try {
    validate = validatorOf(schema);
    // Throws where a schema refers to itself for ever, or a pattern takes too long.
    if (validate(value)) return null;
  } catch (error) {
    return `Its schema cannot be used: ${error instanceof Error ? error.message : String(error)}`;
  }
  const faults = (validate.errors ?? []).map(toWords);
  return [...new Set(faults)].slice(0, mostFaults).join("\n");
}

/** A model mends some faults at a time; a schema of many alternatives reports hundreds. */
const mostFaults = 20;

function validatorOf(schema: Schema): ValidateFunction {
  const known = compiled.get(schema);
  if (known) return known;
  // An instance of its own: two tools may give their schemas the same id.
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    validateFormats: false,
    unicodeRegExp: false,
    logger: false,
    code: { regExp: boundedRegExp },
  });
  const validate = ajv.compile(schema);
  compiled.set(schema, validate);
  return validate;
}

/** `code` is what Ajv would write into a module of its own, which nobody asks for. */
const boundedRegExp = Object.assign((pattern: string, flags: string) => createBoundedRegExp(pattern, flags), {
  code: "createBoundedRegExp",
});

function toWords({ instancePath, keyword, params, message }: ErrorObject): string {
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
  return `${path.join(".") || "the arguments"}: ${message ?? "do not fit"}${allowed}`;
}
