import { toToolResultEntry } from "@slipway/db/harness/tool-result-entry";
import type { BatchHost, FinishedCall } from "#batch/batch-host.ts";
import { judgeFailures } from "#loops/judge-loop.ts";
import { nameRun } from "#run/name-run.ts";
import type { RunDeps } from "#run/run-deps.ts";
import type { RunScope } from "#run/run-scope.ts";
import { warnOfBudgets } from "#run/warn-of-budgets.ts";

type OpenBatch = {
  readonly turn: number;
  /** What the model is told with the results of these calls. */
  readonly hints: ReadonlyMap<string, string>;
};

/** What a batch of this run writes to and is limited by. */
export function openBatchHost(deps: RunDeps, scope: RunScope, { turn, hints }: OpenBatch): BatchHost {
  const { log, openCalls: open, stop, trace } = scope;
  return {
    log: {
      append: log.append,
      keepResult: (result) => log.keep(toToolResultEntry(result)),
      flush: log.flush,
    },
    open,
    turn,
    signal: stop.signal,
    now: deps.now,
    random: Math.random,
    countAttempt: () => countAttempt(scope),
    settled: (finished) => settled(scope, finished, hints),
    keepPicture: async (base64) => {
      try {
        return await deps.pictures.keep(base64);
      } catch (error) {
        deps.logger.warn({ err: error, ...nameRun(scope.claimed) }, "A picture could not be kept");
        return null;
      }
    },
    headersFor: (callId) => trace.headers(callId),
  };
}

function countAttempt(scope: RunScope): boolean {
  const { usage } = scope.progress;
  const { maxToolCalls } = scope.claimed.row.budget;
  if (maxToolCalls !== undefined && usage.toolCalls >= maxToolCalls) return false;
  scope.progress = { ...scope.progress, usage: { ...usage, toolCalls: usage.toolCalls + 1 } };
  warnOfBudgets(scope);
  return true;
}

function settled(
  { pastCalls, openCalls }: RunScope,
  { callId, name, isError, output }: FinishedCall,
  hints: ReadonlyMap<string, string>,
): string | null {
  const input = openCalls.get(callId)?.input ?? {};
  pastCalls.push({ name, input, failure: isError ? String(output ?? "") : null });
  const told = [hints.get(callId), judgeFailures(pastCalls)].filter((hint) => typeof hint === "string");
  return told.length > 0 ? told.join(" ") : null;
}
