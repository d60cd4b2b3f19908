import type { ClaimedRun } from "@slipway/db/runs/claim-runs";
import { usageOf } from "@slipway/db/runs/run-row";
import type { Progress } from "@slipway/db/runs/save-progress";
import type { PastCall } from "@slipway/schemas/events/digest-run";
import type { TokenUsage } from "@slipway/schemas/runs/usage";
import { addTokens } from "@slipway/schemas/runs/usage";
import type { RunTrace } from "@slipway/tracing/run-spans/run-trace";
import { OpenCalls } from "#batch/open-calls.ts";
import { addCost } from "#budgets/cost-of.ts";
import { warnedFrom } from "#budgets/find-budget-warnings.ts";
import { hideSecrets } from "#events/hide-secrets.ts";
import type { RunLog } from "#events/run-log.ts";
import { SecretFilter } from "#events/secret-filter.ts";
import { traceLog } from "#events/trace-log.ts";
import { noOpening, type Opening } from "#run/opening.ts";
import { readSaid } from "#run/read-said.ts";
import type { RunDeps } from "#run/run-deps.ts";
import type { StopSwitch } from "#run/stop-cause.ts";

/** One run at work: what it holds and what it has used. */
export type RunScope = {
  readonly claimed: ClaimedRun;
  readonly log: RunLog;
  /** The keys that the run is worked with, which nothing may tell. */
  readonly secrets: SecretFilter;
  readonly stop: StopSwitch;
  readonly trace: RunTrace;
  /** What is freed at the end, in the order of being added. */
  readonly closers: (() => unknown)[];
  progress: Progress;
  /** What is still to be written before anything else of this attempt. */
  opening: Opening;
  /** The limits and prices that the log has warned of. */
  readonly warned: Set<string>;
  /** The message that the next turn belongs to. */
  answerId: string;
  /** The messages of people that the run's log is known to hold. */
  said: Set<string>;
  /** Calls without a result: closed when the run ends. */
  readonly openCalls: OpenCalls;
  /** The calls that have finished, for the watch for loops. */
  readonly pastCalls: PastCall[];
  /** Steps that were finished, and outputs that did not fit the schema. */
  steps: number;
  invalidOutputs: number;
  /** The texts of the last turn, with those of the cut turns that it continues. */
  texts: string[];
};

/** Opens what every run needs before anything can fail: its pen, its switch and its clock. */
export function openRunScope(deps: RunDeps, claimed: ClaimedRun, stop: StopSwitch): RunScope {
  const { row, lease } = claimed;
  const trace = deps.tracer.start(claimed);
  const pen = deps.writer.open({ lease, begun: claimed.begun, onLost: (kind) => stop.stop({ kind }) });
  const secrets = new SecretFilter();
  const log = hideSecrets(traceLog(pen, trace, deps.now), secrets);
  const scope: RunScope = {
    claimed,
    log,
    secrets,
    stop,
    trace,
    closers: [],
    progress: {
      usage: usageOf(row),
      costMicroUsd: row.cost_micro_usd === null ? null : Number(row.cost_micro_usd),
      ttftMs: row.ttft_ms,
    },
    opening: noOpening,
    warned: new Set(),
    openCalls: new OpenCalls(),
    pastCalls: [],
    steps: 0,
    invalidOutputs: 0,
    texts: [],
    answerId: readSaid(row.id, []).answerId,
    said: new Set(),
  };
  scope.closers.push(watchDuration(scope, deps.now()));
  return scope;
}

/** The run's whole time counts from its first start, through every retry and resume, but for what it waited for people. */
function watchDuration(scope: RunScope, now: Date): () => void {
  const { row, waitedMs } = scope.claimed;
  const limit = row.budget.maxDurationMs;
  if (limit === undefined) return () => undefined;
  // Another runner's clock wrote the start: one that is ahead of ours gives no extra time.
  const elapsedMs = Math.max(0, now.getTime() - (row.started_at ?? now).getTime() - waitedMs);
  const warnAt = Math.floor(limit * warnedFrom);
  const timers = [
    setTimeout(() => scope.stop.stop({ kind: "timeout", limitMs: limit }), Math.max(0, limit - elapsedMs)),
    setTimeout(() => warnOfDuration(scope, { current: warnAt, limit }), Math.max(0, warnAt - elapsedMs)),
  ];
  return () => timers.forEach(clearTimeout);
}

function warnOfDuration(scope: RunScope, { current, limit }: { current: number; limit: number }): void {
  if (scope.warned.has("maxDurationMs")) return;
  scope.warned.add("maxDurationMs");
  scope.log.append({ type: "budget.warned", kind: "maxDurationMs", current, limit });
}

/** The largest number that a row can hold: what an endpoint reports above it is counted as this. */
const largestCount = 2 ** 31 - 1;

/** Counts one model call of a turn. */
export function countTurn(scope: RunScope, usage: TokenUsage, costMicroUsd: number | null): void {
  countTokens(scope, usage, costMicroUsd);
  const { progress } = scope;
  scope.progress = { ...progress, usage: { ...progress.usage, turns: progress.usage.turns + 1 } };
}

/** Counts what a model call has used. */
export function countTokens(scope: RunScope, usage: TokenUsage, costMicroUsd: number | null): void {
  const { progress } = scope;
  const counted = addTokens(progress.usage, usage);
  for (const key of Object.keys(usage) as (keyof TokenUsage)[]) {
    counted[key] = Math.min(counted[key], largestCount);
  }
  scope.progress = {
    ...progress,
    usage: counted,
    costMicroUsd: addCost(progress.costMicroUsd, costMicroUsd),
  };
}

/** The text that the run has to show; null when there is none. */
export function outputTextOf({ texts }: RunScope): string | null {
  const text = texts.join("");
  return text === "" ? null : text;
}
