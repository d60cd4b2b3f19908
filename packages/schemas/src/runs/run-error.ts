import { z } from "zod";

/** Why a run failed. `code` is the stop reason or a finer cause, such as `provider_unauthorized`. */
export const RunError = z
  .object({
    code: z.string(),
    message: z.string(),
    hint: z.string().optional().meta({ description: "What to try." }),
    retryable: z.boolean(),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: "RunError" });
export type RunError = z.infer<typeof RunError>;
