import { fromMicroUsd } from "@slipway/schemas/money";
import { costMicroUsdOf } from "#budgets/cost-of.ts";
import type { HarnessSession, TurnEnd } from "#harness/harness.ts";
import type { ModelLine } from "#run/model-line.ts";
import type { RunDeps } from "#run/run-deps.ts";
import { toRunError } from "#run/run-failure.ts";
import { countTokens, type RunScope } from "#run/run-scope.ts";

/** Keeps a conversation within its model's window, for one attempt of a run. */
export type Relief = {
  /** Shortens the record where it is nearly full: the answer needs room, too. */
  beforeTurn(): Promise<void>;
  /** Shortens the record after the provider has refused it as too long. True: it is shorter now, ask again. */
  afterTurn(end: TurnEnd, countRetry: () => number): Promise<boolean>;
};

/** The record is shortened when it fills this part of the model's window. */
const fullFrom = 0.8;
/** What is only that much longer than after the last attempt to shorten it would hardly get shorter by another. */
const grownBy = 1.1;

export function createRelief({ now }: RunDeps, scope: RunScope, line: ModelLine): Relief {
  let tokensAfterLast: number | null = null;
  let hasRefused = false;

  async function relieve(): Promise<boolean> {
    const session = await line.session();
    const isShorter = await compact(scope, { line, session, now });
    tokensAfterLast = session.contextUsage().tokens;
    return isShorter;
  }

  return {
    beforeTurn: async () => {
      if (isUnderPressure(await line.session(), tokensAfterLast)) await relieve();
    },
    afterTurn: async (end, countRetry) => {
      const isTooLong = end.kind === "failed" && end.failure.kind === "too_long";
      // Once in a row: what is refused again after it was shortened is refused for good.
      if (!isTooLong || hasRefused || end.shown || scope.stop.signal.aborted) {
        hasRefused = false;
        return false;
      }
      hasRefused = true;
      if (!(await relieve())) return false;
      const error = { ...toRunError(end.failure), retryable: true };
      scope.log.append({ type: "retry.scheduled", attempt: countRetry(), delayMs: 0, error });
      return true;
    },
  };
}

function isUnderPressure(session: HarnessSession, tokensAfterLast: number | null): boolean {
  const { tokens, contextWindow } = session.contextUsage();
  if (contextWindow === null || tokens < contextWindow * fullFrom) return false;
  return tokensAfterLast === null || tokens > tokensAfterLast * grownBy;
}

type Compact = {
  readonly line: ModelLine;
  readonly session: HarnessSession;
  readonly now: () => Date;
};

/** Has the record shortened. One that cannot be is said once, and harms nothing. */
async function compact(scope: RunScope, { line, session, now }: Compact): Promise<boolean> {
  const { log, stop, trace, warned } = scope;
  const startedAt = now();
  trace.asking(line.current);
  const end = await session.compact({ signal: stop.signal });
  if (end.usage) {
    const costMicroUsd = costMicroUsdOf(end.usage, line.current.cost);
    countTokens(scope, end.usage, costMicroUsd);
    trace.calledAside({
      purpose: "compaction",
      model: line.current.ref,
      usage: end.usage,
      costUsd: costMicroUsd === null ? null : fromMicroUsd(costMicroUsd),
      startedAt,
      endedAt: now(),
      errorCode: end.kind === "failed" ? end.failure.kind : null,
    });
  }
  if (end.kind === "failed" && !warned.has("compaction_failed")) {
    warned.add("compaction_failed");
    const message = `The conversation could not be shortened: ${end.failure.message}`;
    log.append({ type: "warning", code: "compaction_failed", message });
  }
  if (end.kind !== "compacted") return false;
  const { entries, tokensBefore, tokensAfter } = end;
  log.keep(...entries.map((entry) => ({ harness: line.harness, data: JSON.stringify(entry) })));
  log.append({ type: "context.compacted", tokensBefore, tokensAfter });
  line.add(entries);
  return true;
}
