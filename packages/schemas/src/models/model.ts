import { z } from "zod";
import { ParameterName, ReasoningLevel } from "#apps/parameters.ts";

/** Prices in US dollars per million tokens. */
export const ModelCost = z
  .strictObject({
    input: z.number().min(0),
    output: z.number().min(0),
    cacheRead: z.number().min(0).default(0),
    cacheWrite: z.number().min(0).default(0),
  })
  .meta({ description: "Prices in US dollars per million tokens." });
export type ModelCost = z.infer<typeof ModelCost>;

const ReasoningLevels = z
  .array(ReasoningLevel)
  .max(ReasoningLevel.options.length)
  .meta({ description: "The levels of parameters.reasoning that it takes." });

/** A model as a provider declares it. What is left out is unknown, never guessed. */
export const ProviderModel = z.strictObject({
  id: z.string().trim().min(1).max(200).regex(/^\S+$/, "Must not contain spaces."),
  name: z.string().trim().min(1).max(200).optional(),
  contextWindow: z.int().positive().max(100_000_000).optional(),
  maxOutputTokens: z.int().positive().max(100_000_000).optional(),
  reasoning: z.boolean().optional().meta({ description: "It can be told how long to reason." }),
  reasoningLevels: ReasoningLevels.optional(),
  vision: z.boolean().optional().meta({ description: "It can be shown pictures." }),
  tools: z.boolean().optional().meta({ description: "It can call tools." }),
  structuredOutput: z
    .boolean()
    .optional()
    .meta({ description: "It can be held to a JSON Schema by its wire format's own option." }),
  temperature: z.boolean().optional().meta({ description: "False: it refuses temperature and topP." }),
  cost: ModelCost.optional(),
});
export type ProviderModel = z.infer<typeof ProviderModel>;

/** A model that can be used now. */
export const Model = z
  .object({
    ref: z.string().meta({ description: "What a configuration names: provider/model-id." }),
    provider: z.string(),
    id: z.string(),
    name: z.string(),
    contextWindow: z.int().nullable(),
    maxOutputTokens: z.int().nullable(),
    reasoning: z.boolean(),
    reasoningLevels: ReasoningLevels,
    vision: z.boolean().nullable().meta({ description: "It can be shown pictures. null: unknown." }),
    tools: z.boolean().nullable().meta({ description: "It can call tools. null: unknown." }),
    structuredOutput: z.boolean().nullable().meta({
      description:
        "It can be held to a JSON Schema by its wire format's own option. Else, or null (unknown): it is asked in words.",
    }),
    parameters: z
      .array(ParameterName)
      .meta({ description: "Those that it takes. A run that sets another one goes without it and says so." }),
    cost: ModelCost.nullable(),
    demo: z.boolean().meta({ description: "True for the built-in offline model that only plays a script." }),
  })
  .meta({ id: "Model" });
export type Model = z.infer<typeof Model>;
