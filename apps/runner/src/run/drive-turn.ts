import type { EventPayload } from "@slipway/schemas/events/event";
import { fromMicroUsd } from "@slipway/schemas/money";
import { noTokens, type TokenUsage } from "@slipway/schemas/runs/usage";
import type { CallOutcome } from "#breaker/model-breaker.ts";
import type { CallPass } from "#breaker/model-breakers.ts";
import { costMicroUsdOf } from "#budgets/cost-of.ts";
import { estimateUsage } from "#budgets/estimate-usage.ts";
import type { HarnessEvent, HarnessSession, ModelTarget, TurnEnd } from "#harness/harness.ts";
import type { ModelLine } from "#run/model-line.ts";
import { noOpening } from "#run/opening.ts";
import type { RunDeps } from "#run/run-deps.ts";
import { countTurn, type RunScope } from "#run/run-scope.ts";
import { watchIdle } from "#run/watch-idle.ts";

export type DrivenTurn = {
  readonly end: TurnEnd;
  /** Text was shown that nobody can take back. */
  readonly shown: boolean;
  /** The model was silent for too long and was cut off. */
  readonly isIdle: boolean;
};

export type DriveTurn = {
  readonly turn: number;
  /** The answer of the turn before was cut: go on with it. */
  readonly isContinuation: boolean;
  readonly line: ModelLine;
  /** Told how the call goes, as soon as that is known. */
  readonly pass: CallPass;
};

/** One model call: its events go to the log as they come, then what it used and what the model said. */
export async function driveTurn(
  deps: RunDeps,
  scope: RunScope,
  { line, turn, isContinuation, pass }: DriveTurn,
): Promise<DrivenTurn> {
  const model = line.current;
  const session = await line.session();
  const { log, trace, claimed } = scope;
  const startedAt = deps.now();
  const started = { turn, model: model.ref, messageId: scope.answerId };
  if (!isContinuation) scope.texts = [];
  trace.asking(model);
  log.keep(...scope.opening.entries);
  log.begin(...scope.opening.events, { type: "turn.started", ...started });
  scope.opening = noOpening;
  warnOfUnknownPrice(scope, model);

  let firstShownAt: Date | null = null;
  let shown = false;
  const idle = watchIdle(scope.stop.signal, claimed.row.budget.idleTimeoutMs);
  const emit = (event: HarnessEvent) => {
    idle.heard();
    if (event.type !== "warning") pass.settle("answered");
    if (event.type === "text.started" || event.type === "reasoning.started") firstShownAt ??= deps.now();
    if (event.type === "text.delta" && event.delta !== "") shown = true;
    if (event.type === "text.finished") scope.texts.push(scope.secrets.text(event.text));
    log.append(event);
  };
  const call = isContinuation ? session.continueTurn : session.runTurn;
  const end = await call.call(session, { signal: idle.signal, emit }).finally(() => idle.stop());

  pass.settle(outcomeOf(end, idle.isIdle()));
  line.add(end.entries);

  const usage = end.usage ?? unreportedUsage(session, end);
  const costMicroUsd = costMicroUsdOf(usage, model.cost);
  const ttftMs = msBetween(startedAt, firstShownAt);
  countTurn(scope, usage, costMicroUsd);
  deps.metrics.modelCalled({ model: model.ref, usage, costMicroUsd });
  scope.progress = {
    ...scope.progress,
    ttftMs: scope.progress.ttftMs ?? msBetween(claimed.row.started_at, firstShownAt),
  };
  const isCut = shown && (end.kind === "failed" || end.kind === "aborted");
  const finished = {
    turn,
    model: model.ref,
    usage,
    costUsd: costMicroUsd === null ? null : fromMicroUsd(costMicroUsd),
    stopReason: stopReasonOf(end),
    durationMs: msBetween(startedAt, deps.now()) ?? 0,
    ttftMs,
    ...(isCut ? { interrupted: true as const } : {}),
    ...end.answeredBy,
  };
  if (end.kind === "failed") trace.turnFailed(end.failure.kind);
  log.keep(...end.entries.map((entry) => ({ harness: line.harness, data: JSON.stringify(entry) })));
  log.append({ type: "turn.finished", ...finished });
  return { end, shown, isIdle: idle.isIdle() };
}

function msBetween(from: Date | null, to: Date | null): number | null {
  return from && to ? Math.max(0, to.getTime() - from.getTime()) : null;
}

function stopReasonOf(end: TurnEnd): EventPayload<"turn.finished">["stopReason"] {
  switch (end.kind) {
    case "answered":
      return end.stopReason;
    case "tool_calls":
      return "tool_calls";
    case "failed":
      return end.failure.kind === "content_filtered" ? "content_filter" : "error";
    case "aborted":
      return "aborted";
  }
}

/** An answer without figures is estimated; a call that came to nothing has cost nothing that we know of. */
function unreportedUsage(session: HarnessSession, end: TurnEnd): TokenUsage {
  if (end.kind === "failed" || end.kind === "aborted") return noTokens;
  const asked = end.kind === "tool_calls" ? JSON.stringify(end.calls.map(({ input }) => input)).length : 0;
  return estimateUsage({ said: end.text.length + asked, contextTokens: session.contextUsage().tokens });
}

/** What a call tells of whether the model can be reached. A limit of rate has a clock of its own, and is an answer. */
function outcomeOf(end: TurnEnd, isIdle: boolean): CallOutcome {
  if (isIdle) return "failed";
  if (end.kind === "aborted") return "neither";
  if (end.kind !== "failed") return "answered";
  return ["overloaded", "unreachable", "cut"].includes(end.failure.kind) ? "failed" : "answered";
}

/** A limit of cost means nothing while nobody knows what the model costs: said once. */
function warnOfUnknownPrice({ claimed, warned, log }: RunScope, { ref, cost }: ModelTarget): void {
  if (claimed.row.budget.maxCostUsd === undefined || cost !== null || warned.has("price_unknown")) return;
  warned.add("price_unknown");
  const message = `maxCostUsd has no effect: the price of ${ref} is unknown.`;
  log.append({ type: "warning", code: "price_unknown", message });
}
