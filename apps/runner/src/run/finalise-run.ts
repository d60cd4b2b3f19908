import { setTimeout as delay } from "node:timers/promises";
import { type Parked, parkRun } from "@slipway/db/approvals/park-run";
import { toEventRecord } from "@slipway/db/events/event-record";
import { toToolResultEntry } from "@slipway/db/harness/tool-result-entry";
import { judgeDatabaseError } from "@slipway/db/judge-database-error";
import type { ClaimedRun } from "@slipway/db/runs/claim-runs";
import { failRunFromLog } from "@slipway/db/runs/fail-run-from-log";
import { type FinishedRun, finishRun, type OwnRunEnd } from "@slipway/db/runs/finish-run";
import { releaseRun } from "@slipway/db/runs/release-run";
import { assertNever } from "@slipway/schemas/assert-never";
import { type ClosedCalls, closeCalls } from "@slipway/schemas/events/close-run";
import type { NewEvent } from "@slipway/schemas/events/event";
import { toTracedEnd } from "@slipway/tracing/run-spans/run-trace";
import type { Ended, FinalStep } from "#run/decide-next.ts";
import { nameRun } from "#run/name-run.ts";
import type { RunDeps } from "#run/run-deps.ts";
import { unstorableFailure } from "#run/run-failure.ts";
import { outputTextOf, type RunScope } from "#run/run-scope.ts";

/**
 * Ends a run's story: first its outcome is stored, then everything that it holds is freed. Each step happens whatever
 * became of the ones before it.
 */
export async function finaliseRun(deps: RunDeps, scope: RunScope, step: FinalStep | Ended): Promise<void> {
  const finished = await store(deps, scope, step);
  for (const close of scope.closers) {
    await attempt(deps, scope.claimed, async () => close());
  }
  await attempt(deps, scope.claimed, async () => endTrace(deps, scope, finished));
  if (finished) {
    const { status, stopReason, durationMs, ttftMs } = finished.run;
    if (stopReason && (status === "completed" || status === "failed" || status === "cancelled")) {
      deps.metrics.runEnded({ status, stopReason, durationMs, ttftMs });
    }
  } else deps.metrics.runReleased();
}

/** Null: the run has not ended, or not here. */
async function store(deps: RunDeps, scope: RunScope, step: FinalStep | Ended): Promise<FinishedRun | null> {
  switch (step.kind) {
    case "release":
      return await release(deps, scope, step.requeue);
    case "park":
      return await park(deps, scope, step);
    case "ended":
      return step.finished;
    default:
      return await finish(deps, scope, step);
  }
}

async function attempt(deps: RunDeps, claimed: ClaimedRun, close: () => Promise<unknown>): Promise<void> {
  try {
    await close();
  } catch (error) {
    deps.metrics.releaseFailed();
    deps.logger.error({ err: error, ...nameRun(claimed) }, "Something that a run held could not be freed");
  }
}

/** Of a run that another runner goes on with, what is open stays open: its trace goes on there. */
function endTrace({ now }: RunDeps, { trace }: RunScope, finished: FinishedRun | null): void {
  if (finished) trace.end(toTracedEnd(finished.run), new Date(finished.run.finishedAt ?? now()));
}

/** Another runner goes on with it, or does so already. */
async function release(deps: RunDeps, { log, claimed }: RunScope, requeue: boolean): Promise<null> {
  if (!requeue) return null;
  const { lease } = claimed;
  if ((await log.flush()) === "fenced") return null;
  const released = await untilStored(deps, claimed, () => releaseRun(deps.db, lease));
  if (released === "released") {
    deps.announcer.tell({ queue: [""], runs: [`${lease.projectId} ${lease.runId}`] });
  }
  return null;
}

/** The run waits for people, and nothing of it stays here. One that was cancelled meanwhile ends instead. */
async function park(
  deps: RunDeps,
  scope: RunScope,
  { questions, turn }: Extract<FinalStep, { kind: "park" }>,
): Promise<FinishedRun | null> {
  const { log, claimed, progress } = scope;
  const { lease } = claimed;
  if ((await log.flush()) === "fenced") return null;
  const now = deps.now();
  const parked = await untilStored<Parked | FinishedRun | "fenced">(deps, scope.claimed, (isRefused) =>
    isRefused
      ? failRunFromLog(deps.db, lease, { ...unstorableFailure, now })
      : parkRun(deps.db, lease, { questions, turn, progress, now, events: [], entries: [] }),
  );
  if (parked === "fenced") return null;
  if ("run" in parked) {
    announce(deps, scope, parked);
    return parked;
  }
  if (parked.kind === "fenced") return null;
  if (parked.kind === "cancelled") return await finish(deps, scope, { kind: "cancel" });
  deps.announcer.tell({
    events: [`${lease.sessionId} ${parked.lastSeq}`],
    runs: [`${lease.projectId} ${lease.runId}`],
    approvals: [lease.projectId],
  });
  return null;
}

type Ending = Exclude<FinalStep, { kind: "release" | "park" }>;

/** Stores that the run is complete, unless somebody said something into it that it has not taken: then it goes on. */
export async function completeUnlessSteered(
  deps: RunDeps,
  scope: RunScope,
  step: Extract<FinalStep, { kind: "complete" }>,
): Promise<"steered" | Ended> {
  const { lease } = scope.claimed;
  const end = await toRunEnd(deps, scope, step);
  const stored = await untilStored(deps, scope.claimed, (isRefused) =>
    isRefused
      ? failRunFromLog(deps.db, lease, { ...unstorableFailure, now: end.now })
      : finishRun(deps.db, scope.claimed, { ...end, unlessSteered: true }),
  );
  if (stored !== "steered") return { kind: "ended", finished: tellEnd(deps, scope, stored) };
  scope.log.takeBack();
  return "steered";
}

async function finish(deps: RunDeps, scope: RunScope, step: Ending): Promise<FinishedRun | null> {
  const { lease } = scope.claimed;
  const end = await toRunEnd(deps, scope, step);
  const isUnstorable = step.kind === "fail" && step.isUnstorable === true;
  const stored = await untilStored(deps, scope.claimed, (isRefused) =>
    isRefused || isUnstorable
      ? failRunFromLog(deps.db, lease, { ...unstorableFailure, now: end.now })
      : finishRun(deps.db, scope.claimed, { ...end, unlessSteered: false }),
  );
  return tellEnd(deps, scope, stored);
}

/** Null: another owns the run by now. */
function tellEnd(deps: RunDeps, scope: RunScope, stored: FinishedRun | "fenced"): FinishedRun | null {
  if (stored === "fenced") {
    const message = "Another runner took the run over before it could be ended here";
    deps.logger.warn(nameRun(scope.claimed), message);
    return null;
  }
  announce(deps, scope, stored);
  return stored;
}

async function toRunEnd(deps: RunDeps, scope: RunScope, step: Ending): Promise<OwnRunEnd> {
  const rest = await scope.log.take();
  const now = deps.now();
  const { opening } = scope;
  const calls = closeOpenCalls(scope, now);
  for (const event of [...opening.events, ...calls.events]) scope.trace.saw(event, now);
  const record = (events: readonly NewEvent[]) =>
    events.map((event) => toEventRecord(scope.secrets.value(event), now));
  const taken = {
    events: [...record(opening.events), ...rest.events, ...record(calls.events)],
    entries: [...opening.entries, ...rest.entries, ...calls.results.map(toToolResultEntry)],
  };
  const outputText = outputTextOf(scope);
  const { lastSeq, untold } = rest;
  const base = { outputText, progress: scope.progress, entries: taken.entries, now, lastSeq, untold };
  switch (step.kind) {
    case "complete":
      return {
        ...base,
        outputText: scope.texts.join(""),
        ...(step.data === undefined ? {} : { outputData: scope.secrets.value(step.data) }),
        stopReason: "completed",
        error: null,
        events: taken.events,
      };
    case "cancel":
      return { ...base, stopReason: "cancelled", error: null, events: taken.events };
    case "fail": {
      const { stopReason, error } = step.failure;
      const exhausted = step.exhausted && {
        type: "budget.exhausted" as const,
        kind: step.exhausted.limit,
        current: step.exhausted.current,
        limit: step.exhausted.allowed,
      };
      const events = exhausted ? [...taken.events, toEventRecord(exhausted, now)] : taken.events;
      return { ...base, stopReason, error, events };
    }
    default:
      return assertNever(step);
  }
}

/** What the model asked for and has no result gets one with the run's end. */
function closeOpenCalls({ openCalls }: RunScope, now: Date): ClosedCalls {
  const calls = openCalls.all.map(({ callId, startedAt, shown, ...call }) => {
    const open = { callId, ...call, startedAt: startedAt?.toISOString() ?? null, output: shown };
    return [callId, open] as const;
  });
  return closeCalls({ openTurn: null, openCalls: new Map(calls), openApprovals: new Map() }, now);
}

function announce(
  { announcer }: RunDeps,
  { claimed: { lease } }: RunScope,
  { lastSeq, promotedRunId, isTold = Promise.resolve(false) }: FinishedRun,
): void {
  announcer.tellUnless(isTold, {
    events: [`${lease.sessionId} ${lastSeq}`],
    runs: [`${lease.projectId} ${lease.runId}`],
  });
  if (promotedRunId) announcer.tell({ queue: [""] });
}

const retryDelaysMs = [50, 100, 250, 500, 1_000];

/**
 * Stores an end however long the database is away: a run is never called done before it is. `isRefused` from when the
 * database refused what the end contains.
 */
async function untilStored<T>(
  deps: RunDeps,
  claimed: ClaimedRun,
  store: (isRefused: boolean) => Promise<T>,
): Promise<T> {
  let isRefused = false;
  for (let attempts = 0; ; attempts++) {
    try {
      return await store(isRefused);
    } catch (error) {
      deps.logger.error(
        { err: error, ...nameRun(claimed), attempts },
        "The end of a run could not be stored; trying again",
      );
      isRefused ||= judgeDatabaseError(error) === "refused";
      await delay(retryDelaysMs[Math.min(attempts, retryDelaysMs.length - 1)]);
    }
  }
}
