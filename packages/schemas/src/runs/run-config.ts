import { z } from "zod";

/** The configuration that a run works with, as it was when it was asked. */
export const RunConfig = z
  .object({
    revision: z.int().nullable().meta({ description: "null: a draft." }),
    config: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "RunConfig" });
export type RunConfig = z.infer<typeof RunConfig>;
