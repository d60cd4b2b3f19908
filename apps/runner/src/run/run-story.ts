import { readRunEvents } from "@slipway/db/events/read-events";
import type { ClaimedRun } from "@slipway/db/runs/claim-runs";
import { digestRun } from "@slipway/schemas/events/digest-run";
import type { SlipwayEvent } from "@slipway/schemas/events/event";
import { afterStop, type Ended, type FinalStep } from "#run/decide-next.ts";
import { finaliseRun } from "#run/finalise-run.ts";
import { nameRun } from "#run/name-run.ts";
import { toOpening } from "#run/opening.ts";
import { outlastOutage } from "#run/outlast-outage.ts";
import { planResume } from "#run/plan-resume.ts";
import { prepareRun } from "#run/prepare-run.ts";
import { readSaid } from "#run/read-said.ts";
import type { RunDeps } from "#run/run-deps.ts";
import { internalFailure, setupFailure } from "#run/run-failure.ts";
import { openRunScope, type RunScope } from "#run/run-scope.ts";
import type { StopSwitch } from "#run/stop-cause.ts";
import { takeTurns } from "#run/take-turns.ts";
import { takeUp } from "#run/take-up.ts";

/** The whole of one run, from its claim to its end. Never rejects: whatever happens, the run is finalised. */
export async function tellRunStory(deps: RunDeps, claimed: ClaimedRun, stop: StopSwitch): Promise<void> {
  const scope = openRunScope(deps, claimed, stop);
  const last = await work(deps, scope).catch((error: unknown): FinalStep | Ended => {
    const cause = stop.cause();
    if (cause) return afterStop(cause, claimed.row.durable);
    deps.logger.error({ err: error, ...nameRun(claimed) }, "A run crashed");
    return { kind: "fail", failure: internalFailure };
  });
  await finaliseRun(deps, scope, last);
}

async function work(deps: RunDeps, scope: RunScope): Promise<FinalStep | Ended> {
  const { claimed, stop } = scope;
  if (claimed.cancelRequested) stop.stop({ kind: "cancelled" });
  const past = await outlastOutage(deps, stop.signal, () => readPast(deps, scope));
  scope.trace.replay(past);
  const digest = digestRun(past);
  const resume = planResume(claimed.row.attempt, digest, deps.now());
  const said = readSaid(claimed.row.id, past);
  scope.answerId = said.answerId;
  scope.said = said.messageIds;
  scope.opening = toOpening(claimed.row, resume);
  takeUp(scope, past, digest);
  const prepared = await prepareRun(deps, scope, { isFirst: resume.kind === "begin" }).catch(
    (error: unknown) => {
      deps.logger.warn({ err: error, ...nameRun(claimed) }, "A run could not be prepared");
      return setupFailure(error);
    },
  );
  const cause = stop.cause();
  // The model was not asked yet: another runner can begin anew, whether the run is durable or not.
  if (cause) return afterStop(cause, true);
  if ("stopReason" in prepared) return { kind: "fail", failure: prepared };
  scope.log.begin(...prepared.warnings);
  return await takeTurns(deps, scope, { ...prepared, resume });
}

async function readPast(deps: RunDeps, { claimed: { row } }: RunScope): Promise<SlipwayEvent[]> {
  if (row.attempt <= 1) return [];
  const { project_id: projectId, session_id: sessionId, id: runId } = row;
  return await readRunEvents(deps.db.pool, { projectId, sessionId, runId, after: row.first_seq - 1 });
}
