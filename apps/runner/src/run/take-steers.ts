import { hasSteers } from "@slipway/db/runs/has-steers";
import { saveProgress } from "@slipway/db/runs/save-progress";
import { takeSteers as takeStored } from "@slipway/db/runs/take-steers";
import { newId } from "@slipway/schemas/ids";
import type { MessageEntry } from "@slipway/schemas/runs/message-entry";
import { checkBudget } from "#budgets/check-budget.ts";
import type { ModelLine } from "#run/model-line.ts";
import { outlastOutage } from "#run/outlast-outage.ts";
import type { RunDeps } from "#run/run-deps.ts";
import type { RunScope } from "#run/run-scope.ts";

/** Whether the run could go on with what people say: it is not to stop, and its budget leaves it a turn. */
export function mayTakeSteers({ claimed, stop, progress }: RunScope): boolean {
  return !stop.signal.aborted && checkBudget(claimed.row.budget, progress).kind !== "exceeded";
}

/**
 * At a step boundary: takes what people said into the run since, so that the next turn answers it. Nothing is taken that
 * the run's budget leaves no turn for, nor when it is to stop: that becomes the session's next run.
 */
export async function takeSteers(
  deps: RunDeps,
  scope: RunScope,
  line: ModelLine,
): Promise<"none" | "taken" | "fenced"> {
  const { lease } = scope.claimed;
  const { signal } = scope.stop;
  if (!mayTakeSteers(scope)) return "none";
  if (!(await outlastOutage(deps, signal, () => hasSteers(deps.db.pool, lease)))) return "none";
  // What was said stands behind all that the run has said so far.
  if ((await scope.log.flush()) === "fenced") return "fenced";
  const saved = await outlastOutage(deps, signal, () => saveProgress(deps.db.pool, lease, scope.progress));
  if (saved === "fenced") return "fenced";
  const known = scope.said;
  const taken = await outlastOutage(deps, signal, () =>
    takeStored(deps.db, lease, { known, now: deps.now() }),
  );
  if (taken === "fenced") return "fenced";
  if (taken.steers.length === 0) return "none";
  deps.announcer.tell({ events: [`${lease.sessionId} ${taken.lastSeq}`] });
  const entries = taken.steers.map(({ text }): MessageEntry => ({ kind: "message", role: "user", text }));
  (await line.session()).add(entries);
  line.add(entries);
  for (const { messageId } of taken.steers) scope.said.add(messageId);
  scope.answerId = newId("message");
  return "taken";
}
