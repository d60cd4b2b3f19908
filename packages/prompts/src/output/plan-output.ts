import { assertNever } from "@slipway/schemas/assert-never";
import type { ProviderApi } from "@slipway/schemas/models/provider";
import type { Schema } from "#json-schema/compile-schema.ts";
import { fitSchema } from "#output/fit-schema.ts";
import { isStrictSchema } from "#output/is-strict-schema.ts";

/** How a model is asked for an output of a form. Whatever is chosen: what it answers is held against the whole schema. */
export type OutputPlan =
  /** In words: it has no other way, or its provider's option cannot express this schema. */
  | { readonly kind: "words" }
  /** Through its provider's own option, with what of the schema that option takes. */
  | { readonly kind: "option"; readonly schema: Schema; readonly isStrict: boolean };

type Asked = { readonly api: ProviderApi | "demo"; readonly structuredOutput: boolean };

const words: OutputPlan = { kind: "words" };

export function planOutput(schema: Schema | null, { api, structuredOutput }: Asked): OutputPlan {
  if (schema === null || !structuredOutput) return words;
  switch (api) {
    case "demo":
      return words;
    case "openai-completions":
    case "openai-responses":
      // Any other root is refused. Strict is only what it can hold a model to; the rest it does as well as it can.
      return schema.type === "object" ? { kind: "option", schema, isStrict: isStrictSchema(schema) } : words;
    case "anthropic-messages":
      return schema.type === "object" ? planFitted(fitSchema(schema, "anthropic")) : words;
    case "google-generative-ai":
      return planFitted(fitSchema(schema, "google"));
    default:
      return assertNever(api);
  }
}

function planFitted(schema: Schema | null): OutputPlan {
  return schema === null ? words : { kind: "option", schema, isStrict: true };
}
