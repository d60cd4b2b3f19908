import { z } from "zod";
import { Parameters } from "#apps/parameters.ts";
import { FallbackModels, OutputSchema, Variables } from "#apps/shared-parts.ts";
import { ModelRef } from "#models/model-ref.ts";
import { Budget } from "#runs/budget.ts";
import { StoredText } from "#text.ts";

/** A conversation with a model. */
export const ChatConfig = z
  .strictObject({
    model: ModelRef,
    instructions: StoredText.max(200_000).default("").meta({
      title: "Instructions",
      description:
        "What the model is told before the conversation. With variables, {{name}} stands for a value.",
    }),
    variables: Variables.optional(),
    parameters: Parameters.optional(),
    outputSchema: OutputSchema.optional(),
    fallbackModels: FallbackModels.optional(),
    budget: Budget.optional(),
  })
  .meta({ id: "ChatConfig" });
export type ChatConfig = z.infer<typeof ChatConfig>;
