import type { Schema } from "#json-schema/compile-schema.ts";

/** What a model without tools is told about the output that is asked for. */
export function describeOutput(schema: Schema): string {
  return [
    "Answer with JSON only: one value that fits the JSON Schema below. Write nothing before or after it, and no code fence.",
    JSON.stringify(schema),
  ].join("\n\n");
}

/** The instructions of a conversation whose answers have a form. */
export function withOutput(instructions: string, schema: Schema | null): string {
  if (schema === null) return instructions;
  return instructions.trim() === "" ? describeOutput(schema) : `${instructions}\n\n${describeOutput(schema)}`;
}

/** What the model is told after an answer that does not fit. Not shown to people. */
export function askForOutput(fault: string): string {
  return `[Note by the host: Your last answer cannot be used. ${fault}\nAnswer again: only the JSON value, all of it, corrected.]`;
}
