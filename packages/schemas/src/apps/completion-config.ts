import { z } from "zod";
import { Parameters } from "#apps/parameters.ts";
import { FallbackModels, OutputSchema, Variables } from "#apps/shared-parts.ts";
import { ModelRef } from "#models/model-ref.ts";
import { Budget } from "#runs/budget.ts";
import { StoredText } from "#text.ts";

/** One prompt with variables, answered once. */
export const CompletionConfig = z
  .strictObject({
    model: ModelRef,
    prompt: z
      .array(
        z.strictObject({ role: z.enum(["system", "user", "assistant"]), content: StoredText.max(200_000) }),
      )
      .min(1, "Give the prompt a message.")
      .max(100)
      .meta({
        title: "Prompt",
        description: "What the model is told and asked. {{name}} stands for the value of a variable.",
      }),
    variables: Variables.optional(),
    parameters: Parameters.optional(),
    outputSchema: OutputSchema.optional(),
    fallbackModels: FallbackModels.optional(),
    budget: Budget.optional(),
  })
  .meta({ id: "CompletionConfig" });
export type CompletionConfig = z.infer<typeof CompletionConfig>;
