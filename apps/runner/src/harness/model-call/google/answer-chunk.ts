import { z } from "zod";

const Count = z.number().optional().catch(undefined);

const Part = z.object({
  text: z.string().optional(),
  thought: z.boolean().optional(),
  thoughtSignature: z.string().optional(),
  functionCall: z
    .object({
      id: z.string().optional(),
      name: z.string().default(""),
      args: z.record(z.string(), z.unknown()).default({}),
    })
    .optional(),
});
export type AnswerPart = z.infer<typeof Part>;

/** One event of an answer. Loose on purpose: Google adds what it likes. */
export const AnswerChunk = z.object({
  responseId: z.string().optional(),
  /** The very model that answers. */
  modelVersion: z.string().optional(),
  candidates: z
    .array(
      z.object({
        content: z.object({ parts: z.array(Part).default([]) }).optional(),
        finishReason: z.string().optional(),
      }),
    )
    .default([]),
  /** Why nothing is answered at all. */
  promptFeedback: z.object({ blockReason: z.string().optional() }).optional(),
  usageMetadata: z
    .object({
      promptTokenCount: Count,
      candidatesTokenCount: Count,
      thoughtsTokenCount: Count,
      cachedContentTokenCount: Count,
      totalTokenCount: Count,
    })
    .optional(),
  /** An error in the middle of a stream. */
  error: z.unknown().optional(),
});
export type AnswerChunk = z.infer<typeof AnswerChunk>;
