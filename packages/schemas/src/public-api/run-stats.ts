import { z } from "zod";
import { RunFilters } from "#public-api/run-filters.ts";
import { Time } from "#time.ts";

const figures = {
  runs: z.int().meta({ description: "All of them, also those that have not ended." }),
  completed: z.int(),
  failed: z.int(),
  cancelled: z.int(),
  tokens: z.int(),
  costUsd: z.number().meta({ description: "Of the runs whose price is known." }),
  p50DurationMs: z
    .int()
    .nullable()
    .meta({ description: "Of the runs that have ended, within 5 %; null: none has." }),
  p95DurationMs: z.int().nullable(),
};

/** Sums of the runs that match, over time: at most 60 equal buckets, by when a run was made. Empty ones are left out. */
export const RunStats = z
  .object({
    bucketMs: z.int(),
    total: z.object(figures),
    items: z.array(z.object({ at: Time.meta({ description: "When the bucket begins." }), ...figures })),
  })
  .meta({ id: "RunStats" });
export type RunStats = z.infer<typeof RunStats>;

export const RunExportQuery = z.strictObject({
  ...RunFilters.shape,
  format: z
    .enum(["csv", "ndjson"])
    .default("csv")
    .meta({ description: "ndjson: on each line a Run, and `who` started it by name." }),
});
export type RunExportQuery = z.infer<typeof RunExportQuery>;
