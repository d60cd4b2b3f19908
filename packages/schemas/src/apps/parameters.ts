import { z } from "zod";

export const ReasoningLevel = z.enum(["off", "minimal", "low", "medium", "high"]);
export type ReasoningLevel = z.infer<typeof ReasoningLevel>;

/** How the model writes. What is left out is the model's own default. */
export const Parameters = z
  .strictObject({
    temperature: z.number().min(0).max(2).optional().meta({
      title: "Temperature",
      description: "0 keeps to the likeliest words; higher values vary more.",
    }),
    topP: z.number().gt(0).max(1).optional().meta({
      title: "Top P",
      description: "Considers only the likeliest words that together reach this probability.",
    }),
    maxOutputTokens: z.int().min(1).max(1_000_000).optional().meta({
      title: "Longest answer",
      description: "In tokens. An answer that reaches it is cut there.",
    }),
    stop: z.array(z.string().min(1).max(200)).max(4).optional().meta({
      title: "Stop at",
      description: "The answer ends before any of these texts.",
    }),
    seed: z.int().min(0).max(2_147_483_647).optional().meta({
      title: "Seed",
      description: "The same seed asks the model for the same answer, where it can.",
    }),
    reasoning: ReasoningLevel.optional().meta({
      title: "Reasoning",
      description: "How long a reasoning model may think before it answers.",
    }),
  })
  .meta({ id: "Parameters" });
export type Parameters = z.infer<typeof Parameters>;

export const ParameterName = Parameters.keyof();
export type ParameterName = z.infer<typeof ParameterName>;
