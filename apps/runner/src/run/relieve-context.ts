import { fromMicroUsd } from "@slipway/schemas/money";
import { costMicroUsdOf } from "#budgets/cost-of.ts";
import type { CompactionEnd, HarnessSession, TurnEnd } from "#harness/harness.ts";
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
/** From this part on there is no room to go on in: where shortening does not help, the run goes on in a fresh context. */
const noRoomFrom = 0.95;
/** What is only that much longer than after the last attempt to shorten it would hardly get shorter by another. */
const grownBy = 1.1;
/** A request is refused as too long so often in a row, after it was shortened and then begun afresh. */
const mostRefusals = 2;

export function createRelief({ now, metrics }: RunDeps, scope: RunScope, line: ModelLine): Relief {
  let tokensAfterLast: number | null = null;
  let hasShortened = false;
  let refusals = 0;

  async function shorten(): Promise<boolean> {
    const session = await line.session();
    hasShortened = await compact(scope, { line, session, now, metrics });
    tokensAfterLast = session.contextUsage().tokens;
    return hasShortened;
  }

  /** The task goes on, with the same budgets. */
  async function goOnAfresh(): Promise<boolean> {
    const session = await line.session();
    const isFresh = keep(scope, line, { end: session.startAfresh(), isFresh: true });
    tokensAfterLast = session.contextUsage().tokens;
    hasShortened = false;
    return isFresh;
  }

  return {
    beforeTurn: async () => {
      const session = await line.session();
      // What fills up again right after it was shortened would do so once more.
      if (isFull(session, noRoomFrom) && hasShortened && (await goOnAfresh())) return;
      if (isUnderPressure(session, tokensAfterLast)) await shorten();
      if (isFull(session, noRoomFrom) && !scope.stop.signal.aborted) await goOnAfresh();
    },
    afterTurn: async (end, countRetry) => {
      const isTooLong = end.kind === "failed" && end.failure.kind === "too_long";
      if (!isTooLong || refusals === mostRefusals || end.shown || scope.stop.signal.aborted) {
        refusals = 0;
        return false;
      }
      refusals += 1;
      const isShorter = (refusals === 1 && (await shorten())) || (await goOnAfresh());
      if (!isShorter) return false;
      const error = { ...toRunError(end.failure), retryable: true };
      scope.log.append({ type: "retry.scheduled", attempt: countRetry(), delayMs: 0, error });
      return true;
    },
  };
}

function isFull(session: HarnessSession, part: number): boolean {
  const { tokens, contextWindow } = session.contextUsage();
  return contextWindow !== null && tokens >= contextWindow * part;
}

function isUnderPressure(session: HarnessSession, tokensAfterLast: number | null): boolean {
  if (!isFull(session, fullFrom)) return false;
  return tokensAfterLast === null || session.contextUsage().tokens > tokensAfterLast * grownBy;
}

type Compact = {
  readonly line: ModelLine;
  readonly session: HarnessSession;
} & Pick<RunDeps, "now" | "metrics">;

/** Has the record shortened. One that cannot be is said once, and harms nothing. */
async function compact(scope: RunScope, { line, session, now, metrics }: Compact): Promise<boolean> {
  const { log, stop, trace, warned } = scope;
  const startedAt = now();
  trace.asking(line.current);
  const end = await session.compact({ signal: stop.signal });
  if (end.usage) {
    const costMicroUsd = costMicroUsdOf(end.usage, line.current.cost);
    countTokens(scope, end.usage, costMicroUsd);
    metrics.modelCalled({ model: line.current.ref, usage: end.usage, costMicroUsd });
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
  return keep(scope, line, { end, isFresh: false });
}

type Shortened = { readonly end: CompactionEnd; readonly isFresh: boolean };

/** Stores that the record is shorter from here on. False: it is not. */
function keep({ log }: RunScope, line: ModelLine, { end, isFresh }: Shortened): boolean {
  if (end.kind !== "compacted") return false;
  const { entries, tokensBefore, tokensAfter } = end;
  log.keep(...entries.map((entry) => ({ harness: line.harness, data: JSON.stringify(entry) })));
  const fresh = isFresh ? { fresh: true as const } : {};
  log.append({ type: "context.compacted", tokensBefore, tokensAfter, ...fresh });
  line.add(entries);
  return true;
}
