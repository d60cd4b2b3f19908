import { AppError } from "@slipway/schemas/errors/app-error";
import type { RunOutcome } from "@slipway/schemas/public-api/bulk-runs";
import type { Logger } from "pino";
import { toAnswerableError } from "#server/to-answerable-error.ts";

type EachRun = {
  readonly runIds: readonly string[];
  readonly logger: Logger;
  /** The request's: when nobody waits for the answer any more, nothing further is done. */
  readonly signal: AbortSignal;
  /** What it throws about a run is that run's outcome. */
  readonly act: (runId: string) => Promise<RunOutcome>;
};

/**
 * Does something with several runs, one after the other: each is a transaction of its own, so that one that fails takes
 * nothing back of the others, and the answer tells of all of them.
 */
export async function eachRun({ runIds, logger, signal, act }: EachRun): Promise<RunOutcome[]> {
  const outcomes: RunOutcome[] = [];
  for (const runId of new Set(runIds)) {
    if (signal.aborted) break;
    try {
      outcomes.push(await act(runId));
    } catch (thrown) {
      const error = toAnswerableError(thrown);
      if (!(error instanceof AppError)) logger.error({ runId, error }, "One run of several failed");
      outcomes.push({ runId, outcome: "refused", error: toRefusal(error) });
    }
  }
  return outcomes;
}

function toRefusal(error: unknown) {
  if (error instanceof AppError) return { code: error.code, message: error.message };
  return { code: "internal" as const, message: "Something went wrong with this run. Try it by itself." };
}
