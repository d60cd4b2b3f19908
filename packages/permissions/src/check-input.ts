import { checkValue } from "@slipway/prompts/json-schema/check-value";
import type { Schema } from "@slipway/prompts/json-schema/compile-schema";

/** What is wrong with a call's arguments, in words that name the path of each fault; null when they fit the tool's schema. */
export function checkInput(schema: Schema, value: unknown): string | null {
  return checkValue(schema, value, { what: "the arguments" });
}
