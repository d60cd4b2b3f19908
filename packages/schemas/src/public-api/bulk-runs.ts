import { z } from "zod";
import { errorCodes } from "#errors/error-catalog.ts";
import { idOf } from "#ids.ts";

/** So many runs at most are cancelled or retried by one request: the slice in which callers ask for many. */
export const mostRunsAtOnce = 50;

const runIds = z.array(z.string().min(1).max(100)).min(1).max(mostRunsAtOnce);

export const CancelRuns = z
  .strictObject({ runIds, reason: z.string().trim().max(500).optional() })
  .meta({ id: "CancelRuns" });

export const RetryRuns = z.strictObject({ runIds }).meta({ id: "RetryRuns" });

const runId = z.string();

/** What became of one run of several. */
export const RunOutcome = z
  .discriminatedUnion("outcome", [
    z.object({ runId, outcome: z.literal("cancelled") }),
    z
      .object({ runId, outcome: z.literal("stopping") })
      .meta({ description: "Its runner has been asked to stop it. Its end follows." }),
    z.object({ runId, outcome: z.literal("retried"), newRunId: idOf("run") }),
    z
      .object({
        runId,
        outcome: z.literal("refused"),
        error: z.object({ code: z.enum(errorCodes), message: z.string() }),
      })
      .meta({ description: "Nothing was changed about it." }),
  ])
  .meta({ id: "RunOutcome" });
export type RunOutcome = z.infer<typeof RunOutcome>;

/** In the order of the request, each run once. */
export const RunOutcomes = z.object({ items: z.array(RunOutcome) }).meta({ id: "RunOutcomes" });
