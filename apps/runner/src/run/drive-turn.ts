import type { EventPayload } from "@slipway/schemas/events/event";
import { fromMicroUsd } from "@slipway/schemas/money";
import { noTokens } from "@slipway/schemas/runs/usage";
import { costMicroUsdOf } from "#budgets/cost-of.ts";
import type { HarnessEvent, TurnEnd } from "#harness/harness.ts";
import { noOpening } from "#run/opening.ts";
import type { PreparedRun } from "#run/prepare-run.ts";
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
};

/** One model call: its events go to the log as they come, then what it used and what the model said. */
export async function driveTurn(
  deps: RunDeps,
  scope: RunScope,
  input: DriveTurn & PreparedRun,
): Promise<DrivenTurn> {
  const { session, model, turn, isContinuation } = input;
  const { log, trace, claimed } = scope;
  const startedAt = deps.now();
  const started = { turn, model: model.ref, messageId: messageIdOf(claimed.row.id) };
  if (!isContinuation) scope.texts = [];
  trace.turnStarted(started);
  log.keep(...scope.opening.entries);
  log.append(...scope.opening.events, { type: "turn.started", ...started });
  scope.opening = noOpening;

  let firstShownAt: Date | null = null;
  let shown = false;
  const idle = watchIdle(scope.stop.signal, claimed.row.budget.idleTimeoutMs);
  const emit = (event: HarnessEvent) => {
    idle.heard();
    if (event.type === "text.started" || event.type === "reasoning.started") firstShownAt ??= deps.now();
    if (event.type === "text.delta" && event.delta !== "") shown = true;
    if (event.type === "text.finished") scope.texts.push(event.text);
    log.append(event);
  };
  const call = isContinuation ? session.continueTurn : session.runTurn;
  const end = await call.call(session, { signal: idle.signal, emit }).finally(() => idle.stop());

  const usage = end.usage ?? noTokens;
  const costMicroUsd = costMicroUsdOf(usage, model.cost);
  const ttftMs = msBetween(startedAt, firstShownAt);
  countTurn(scope, usage, costMicroUsd);
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
  };
  trace.turnFinished(finished, end.kind === "failed" ? { code: end.failure.kind } : null);
  log.keep(...end.entries.map((entry) => ({ harness: deps.harness.name, data: JSON.stringify(entry) })));
  log.append({ type: "turn.finished", ...finished });
  return { end, shown, isIdle: idle.isIdle() };
}

/** A run has one answer, so its message takes the run's own time and randomness. */
function messageIdOf(runId: string): string {
  return `msg_${runId.slice("run_".length)}`;
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
