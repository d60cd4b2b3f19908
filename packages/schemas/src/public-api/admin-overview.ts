import { z } from "zod";
import { Time } from "#time.ts";

const Count = z.int().min(0);
const Usd = z.number().min(0);

export const OverviewRange = z.enum(["1h", "24h", "7d"]);
export type OverviewRange = z.infer<typeof OverviewRange>;
export const OverviewQuery = z.strictObject({ range: OverviewRange.default("1h") });

/** What became of the spans that were meant for one destination, since the process started. */
const ExportCounts = z.object({ accepted: Count, exported: Count, failed: Count, dropped: Count });
export const TelemetryCounts = z.object({ store: ExportCounts, otlp: ExportCounts });
export type TelemetryCounts = z.infer<typeof TelemetryCounts>;

const Sums = {
  runs: Count.meta({ description: "Runs that ended." }),
  failed: Count,
  cancelled: Count,
  tokens: Count,
  costUsd: Usd,
};

/** How the whole instance is doing. */
export const AdminOverview = z
  .object({
    now: z.object({
      running: Count,
      queued: Count,
      waiting: Count.meta({ description: "For a person's decision." }),
      oldestQueuedMs: z.int().min(0).nullable().meta({
        description: "How long the run that could start has waited longest; null: none waits.",
      }),
    }),
    range: OverviewRange,
    bucketSeconds: Count,
    totals: z.object(Sums),
    series: z
      .array(z.object({ at: Time, ...Sums }))
      .meta({ description: "By time of end, every bucket of the range." }),
    projects: z.array(z.object({ id: z.string(), name: z.string(), ...Sums })),
    runners: z.array(
      z.object({
        id: z.string(),
        host: z.string(),
        pid: z.int(),
        contractVersion: z.string(),
        running: Count,
        capacity: Count,
        startedAt: Time,
        heartbeatAt: Time,
        state: z.enum(["working", "draining", "silent"]),
        telemetry: TelemetryCounts.nullable(),
      }),
    ),
    webs: z
      .array(
        z.object({
          id: z.string(),
          host: z.string(),
          pid: z.int(),
          contractVersion: z.string(),
          startedAt: Time,
          heartbeatAt: Time,
          state: z.enum(["working", "silent"]),
          telemetry: TelemetryCounts.nullable(),
        }),
      )
      .meta({ description: "Each within its last seconds; the one that answers as it is now." }),
    spansLost: z.object({ store: Count, otlp: Count }).meta({
      description: "What all these webs and runners have lost, refused or dropped, by destination.",
    }),
    web: z.object({
      id: z.string().meta({ description: "Which of the webs has answered." }),
      contractVersion: z.string(),
      telemetry: TelemetryCounts.nullable().meta({ description: "Of the web that answered." }),
    }),
  })
  .meta({ id: "AdminOverview" });
export type AdminOverview = z.infer<typeof AdminOverview>;
