import { z } from "zod";
import { errorCodes } from "#errors/error-catalog.ts";

/** One thing that is wrong with a request. `path` is dotted: `input.message`, `config.prompt.0.role`. */
export const ErrorDetail = z.object({
  path: z.string(),
  message: z.string(),
  line: z.int().optional().meta({ description: "Where in a file, from 1." }),
});
export type ErrorDetail = z.infer<typeof ErrorDetail>;

/** The shape of every error answer, also inside a stream. */
export const ErrorBody = z
  .object({
    error: z.object({
      code: z.enum(errorCodes),
      message: z.string().meta({ description: "What happened and what to do, for a person." }),
      details: z.union([z.array(ErrorDetail), z.record(z.string(), z.unknown())]).optional(),
      requestId: z.string(),
    }),
  })
  .meta({ id: "Error" });
export type ErrorBody = z.infer<typeof ErrorBody>;
