import { z } from "zod";
import { JsonObject } from "#json-value.ts";
import { ModelRef } from "#models/model-ref.ts";
import { StoredText } from "#text.ts";

/** A value that a prompt names as `{{name}}`. */
export const Variables = z
  .array(
    z.strictObject({
      name: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, "Use letters, digits and underscores."),
      description: z.string().max(1_000).optional(),
      required: z.boolean().default(true),
      default: StoredText.max(32_000).optional(),
    }),
  )
  .max(50)
  .refine(
    (list) => new Set(list.map((variable) => variable.name)).size === list.length,
    "Two variables share a name.",
  )
  .meta({ title: "Variables", description: "Values that the prompt names as {{name}}." });
export type Variables = z.infer<typeof Variables>;

export const maxFallbackModels = 5;

/** Models that stand in for an app's own. */
export const FallbackModels = z.array(ModelRef).max(maxFallbackModels).meta({
  title: "Fallback models",
  description:
    "Asked instead, in this order, when the model cannot answer: it fails several times in a row, or cannot be reached.",
});

/** JSON Schema 2020-12 that the output must meet. */
export const OutputSchema = JsonObject.meta({ description: "JSON Schema 2020-12 of the output." });
