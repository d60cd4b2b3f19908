import type { Sql } from "@slipway/db/db";
import { findModelAbility } from "@slipway/db/providers/find-model-ability";
import { checkOutputSchema } from "@slipway/prompts/output/check-output-schema";
import { describeOutput } from "@slipway/prompts/output/describe-output";
import { isObject } from "@slipway/prompts/output/find-schema-faults";
import { planOutput } from "@slipway/prompts/output/plan-output";
import { readOutput } from "@slipway/prompts/output/read-output";
import { findUnstorable } from "@slipway/schemas/errors/find-unstorable";
import type { CheckedOutputSchema, CheckOutputSchema } from "@slipway/schemas/public-api/validate";

/** Holds a sample against an output schema as a run would, once the schema itself can be used. */
export async function tryOutputSchema(
  sql: Sql,
  { projectId, schema, model, sample }: CheckOutputSchema & { readonly projectId: string },
): Promise<CheckedOutputSchema> {
  const unstorable = findUnstorable(schema);
  const faults = unstorable.length > 0 ? unstorable : checkOutputSchema(schema);
  if (faults.length > 0 || !isObject(schema)) {
    return { faults: [...faults], told: null, option: null, sample: null };
  }
  const plan =
    model === undefined ? null : planOutput(schema, await findModelAbility(sql, { projectId, ref: model }));
  return {
    faults: [],
    told: describeOutput(schema),
    option: plan?.kind === "option" ? { schema: { ...plan.schema }, strict: plan.isStrict } : null,
    sample: sample === undefined ? null : trySample(schema, sample),
  };
}

function trySample(schema: Readonly<Record<string, unknown>>, sample: string): CheckedOutputSchema["sample"] {
  const read = readOutput(schema, sample);
  if (read.kind === "fits") return { fits: true, fault: null, data: read.data };
  return { fits: false, fault: read.fault, data: null };
}
