import { checkOutputSchema } from "@slipway/prompts/output/check-output-schema";
import { describeOutput } from "@slipway/prompts/output/describe-output";
import { isObject } from "@slipway/prompts/output/find-schema-faults";
import { readOutput } from "@slipway/prompts/output/read-output";
import { findUnstorable } from "@slipway/schemas/errors/find-unstorable";
import type { CheckedOutputSchema, CheckOutputSchema } from "@slipway/schemas/public-api/validate";

/** Holds a sample against an output schema as a run would, once the schema itself can be used. */
export function tryOutputSchema({ schema, sample }: CheckOutputSchema): CheckedOutputSchema {
  const unstorable = findUnstorable(schema);
  const faults = unstorable.length > 0 ? unstorable : checkOutputSchema(schema);
  if (faults.length > 0 || !isObject(schema)) return { faults: [...faults], told: null, sample: null };
  return {
    faults: [],
    told: describeOutput(schema),
    sample: sample === undefined ? null : trySample(schema, sample),
  };
}

function trySample(schema: Readonly<Record<string, unknown>>, sample: string): CheckedOutputSchema["sample"] {
  const read = readOutput(schema, sample);
  if (read.kind === "fits") return { fits: true, fault: null, data: read.data };
  return { fits: false, fault: read.fault, data: null };
}
