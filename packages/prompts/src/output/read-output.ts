import { findUnstorable } from "@slipway/schemas/errors/find-unstorable";
import { checkValue } from "#json-schema/check-value.ts";
import type { Schema } from "#json-schema/compile-schema.ts";

export type ReadOutput =
  | { readonly kind: "fits"; readonly data: unknown }
  | { readonly kind: "invalid"; readonly fault: string };

/** The value that an answer in words consists of, if it fits the schema. What stands around the JSON is passed over. */
export function readOutput(schema: Schema, text: string): ReadOutput {
  const found = findJson(text);
  if (found === null) return { kind: "invalid", fault: "The answer is not JSON." };
  if ("fault" in found) return { kind: "invalid", fault: `The answer is not valid JSON: ${found.fault}` };
  const [unstorable] = findUnstorable(found.value);
  if (unstorable)
    return { kind: "invalid", fault: `${unstorable.path || "The answer"}: ${unstorable.message}` };
  const fault = checkValue(schema, found.value, { what: "the answer" });
  return fault === null
    ? { kind: "fits", data: found.value }
    : { kind: "invalid", fault: `The answer does not fit the schema:\n${fault}` };
}

type Found = { readonly value: unknown } | { readonly fault: string } | null;

/** The whole text; else what is in its first code fence; else from its first bracket to the last. */
function findJson(text: string): Found {
  const fenced = findFenced(text);
  const start = text.search(/[[{]/);
  const end = Math.max(text.lastIndexOf("]"), text.lastIndexOf("}"));
  const bracketed = start !== -1 && end > start ? text.slice(start, end + 1) : undefined;
  const whole = parse(text);
  if ("value" in whole) return whole;
  for (const part of [fenced, bracketed]) {
    const found = part === undefined ? null : parse(part);
    if (found && "value" in found) return found;
  }
  return bracketed === undefined ? null : parse(bracketed);
}

function findFenced(text: string): string | undefined {
  const open = text.indexOf("```");
  const start = open === -1 ? -1 : text.indexOf("\n", open);
  const end = start === -1 ? -1 : text.indexOf("```", start);
  return end === -1 ? undefined : text.slice(start, end);
}

function parse(text: string): { readonly value: unknown } | { readonly fault: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : "It cannot be read." };
  }
}
