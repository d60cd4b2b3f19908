import { z } from "zod";
import { AppType } from "#apps/app-type.ts";
import { ErrorDetail } from "#errors/error-body.ts";
import { JsonObject } from "#json-value.ts";
import { ModelRef } from "#models/model-ref.ts";
import { RunInput } from "#runs/run-input.ts";

/** The body of `POST /apps/{app}/validate`. Anything is taken: what is wrong with it is a failed check. */
export const TriedInvoke = z.unknown().meta({
  id: "TriedInvoke",
  description:
    "The body of an invoke (InvokeRequest). What is wrong with it is a failed check, not an error.",
});

/** The body of `POST /drafts/validate`: a configuration of an app that is not made yet. */
export const TriedDraft = z
  .strictObject({
    type: AppType,
    config: z.unknown().meta({ description: "What is wrong with it is a failed check, not an error." }),
    input: RunInput.default({}).meta({ description: "What a first run would be asked." }),
  })
  .meta({ id: "TriedDraft" });
export type TriedDraft = z.infer<typeof TriedDraft>;

/** One thing that an invoke depends on. `details` name the fields that are wrong. */
const Check = z.object({
  name: z.enum(["request", "app", "session", "configuration", "model", "input"]),
  passed: z.boolean(),
  message: z.string(),
  details: z.array(ErrorDetail).optional(),
});

export const Warning = z.object({
  code: z.string(),
  message: z.string(),
  path: z
    .string()
    .optional()
    .meta({ description: "Dotted: the part of the configuration that it is about." }),
});

/** What an invoke with the same body would meet. */
export const Validation = z
  .object({
    valid: z.boolean().meta({ description: "Every check has passed." }),
    checks: z.array(Check).meta({ description: "Those that could be made, in this order." }),
    warnings: z.array(Warning).meta({ description: "What does not stop a run, and may surprise." }),
    prompt: z
      .object({
        instructions: z.string(),
        messages: z.array(z.object({ role: z.enum(["user", "assistant"]), content: z.string() })),
      })
      .nullable()
      .meta({ description: "What the model would be told and asked; null where a check has failed." }),
  })
  .meta({ id: "Validation" });
export type Validation = z.infer<typeof Validation>;
export type ValidationCheck = Validation["checks"][number];

/** The body of `POST /output-schema/check`: a schema, and an answer to hold against it. */
export const CheckOutputSchema = z
  .strictObject({
    schema: z.unknown(),
    model: ModelRef.optional().meta({ description: "The model to be asked: it decides how." }),
    sample: z.string().max(200_000).optional().meta({ description: "An answer as a model might write it." }),
  })
  .meta({ id: "CheckOutputSchema" });
export type CheckOutputSchema = z.infer<typeof CheckOutputSchema>;

export const CheckedOutputSchema = z
  .object({
    faults: z
      .array(ErrorDetail)
      .meta({ description: "What is wrong with the schema; empty: it can be used." }),
    told: z
      .string()
      .nullable()
      .meta({ description: "What a model without tools is told; null: the schema is wrong." }),
    option: z.object({ schema: JsonObject, strict: z.boolean() }).nullable().meta({
      description:
        "What the given model is sent by its wire format's own option instead of words; null: it is asked in words.",
    }),
    sample: z
      .object({ fits: z.boolean(), fault: z.string().nullable(), data: z.unknown() })
      .nullable()
      .meta({ description: "Whether the sample fits; null: there was none, or the schema is wrong." }),
  })
  .meta({ id: "CheckedOutputSchema" });
export type CheckedOutputSchema = z.infer<typeof CheckedOutputSchema>;
