import { JsonValue } from "@slipway/schemas/json-value";
import { toStorableText } from "@slipway/schemas/text";
import { z } from "zod";

const Fields = z.record(z.string(), JsonValue);
type Fields = z.infer<typeof Fields>;

export type ReadArguments = {
  readonly input: Fields;
  /** Why the arguments could not be read; then `input` is what could be made of them. */
  readonly unreadable?: string;
};

/** Reads what the model wrote as a call's arguments. `salvaged` is what Pi could make of text that is no JSON. */
export function readArguments(written: string, salvaged: unknown): ReadArguments {
  if (written.trim() === "") return { input: {} };
  let value: JsonValue;
  try {
    value = JSON.parse(written);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown reason";
    const input = toStorable(Fields.safeParse(salvaged).data ?? {});
    return { input, unreadable: toStorableText(`The arguments are not JSON: ${reason}`) };
  }
  if (isObject(value)) return { input: toStorable(value) };
  return { input: {}, unreadable: `The arguments must be a JSON object, not ${nameOf(value)}.` };
}

function isObject(value: JsonValue): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nameOf(value: JsonValue): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}

/** A model can write characters that Postgres cannot store, also in the names of fields. */
function toStorable(object: Fields): Fields {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [toStorableText(name), toStorableValue(value)]),
  );
}

function toStorableValue(value: JsonValue): JsonValue {
  if (typeof value === "string") return toStorableText(value);
  if (Array.isArray(value)) return value.map(toStorableValue);
  return isObject(value) ? toStorable(value) : value;
}
