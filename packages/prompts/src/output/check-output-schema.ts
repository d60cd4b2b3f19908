import type { ErrorDetail } from "@slipway/schemas/errors/error-body";
import { compileSchema } from "#json-schema/compile-schema.ts";
import { findSchemaFaults, isObject } from "#output/find-schema-faults.ts";

/** What is wrong with an output schema; nothing: runs can be checked by it. */
export function checkOutputSchema(schema: unknown): readonly ErrorDetail[] {
  const faults = findSchemaFaults(schema);
  if (faults.length > 0 || !isObject(schema)) return faults;
  const compiled = compileSchema(schema);
  if (compiled.kind === "compiled") return [];
  return [toDetail(compiled.message)];
}

/** Ajv names every place that is wrong, at length: `schema is invalid: data/properties/a/type must be …, data/…`. */
function toDetail(message: string): ErrorDetail {
  const first = message.replace(/^schema is invalid: /, "").split(", data/")[0] ?? message;
  const [, place, words] = /^data(\/\S*)? (.*)$/s.exec(first) ?? [];
  if (words === undefined) return { path: "", message: first };
  return { path: (place ?? "").split("/").slice(1).join("."), message: words };
}
