import { listRunAnswers } from "@slipway/db/approvals/list-run-answers";
import { newId } from "@slipway/schemas/ids";
import type { PlannedCall } from "#batch/batch-host.ts";
import { runBatch } from "#batch/run-batch.ts";
import type { HarnessSession, ToolCall } from "#harness/harness.ts";
import { type Agent, submitResult } from "#run/agent.ts";
import { openBatchHost } from "#run/batch-host.ts";
import { countInvalidOutput } from "#run/count-invalid-output.ts";
import { afterStop, budgetFailure, type FinalStep } from "#run/decide-next.ts";
import type { ModelLine } from "#run/model-line.ts";
import { noOpening } from "#run/opening.ts";
import { outlastOutage } from "#run/outlast-outage.ts";
import { planBatch } from "#run/plan-batch.ts";
import type { RunDeps } from "#run/run-deps.ts";
import { noProgressFailure } from "#run/run-failure.ts";
import type { RunScope } from "#run/run-scope.ts";
import { saveStep } from "#run/save-step.ts";
import { watchLoops } from "#run/watch-loops.ts";

export type TakeStep = {
  readonly line: ModelLine;
  readonly agent: Agent;
  readonly session: HarnessSession;
  readonly calls: readonly ToolCall[];
  readonly turn: number;
};

/**
 * Does what the model's last answer asks for: decides about the whole batch, then runs it, or lets the run wait for people.
 * Null: the model is asked next.
 */
export async function takeStep(deps: RunDeps, scope: RunScope, step: TakeStep): Promise<FinalStep | null> {
  const { agent, calls, turn } = step;
  writeOpening(scope);
  for (const call of calls) scope.openCalls.ask(call);
  const loops = watchLoops(scope, calls);
  if (loops.kind === "stop") return { kind: "fail", failure: noProgressFailure(loops.text) };
  const plan = planBatch({
    calls,
    tools: agent.tools,
    policy: agent.policy,
    answers: await readAnswers(deps, scope),
    open: scope.openCalls,
  });
  if (plan.kind === "ask") return { kind: "park", turn, questions: withIds(plan.questions, deps.now()) };
  const host = openBatchHost(deps, scope, { turn, hints: loops.hints });
  const end = await runBatch(host, plan.calls);
  switch (end.kind) {
    case "stopped":
      return stopped(scope);
    case "exhausted":
      return exhausted(scope);
    case "done":
      step.session.add(end.results);
      step.line.add(end.results);
      await saveStep(deps, scope, { agent, label: labelOf(calls), hasWritten: hasWritten(plan.calls) });
      if (end.result !== null) return { kind: "complete", data: end.result.data };
      return afterInvalidResult(scope, plan.calls);
  }
}

/** A result that was to be handed in and does not fit. */
function afterInvalidResult(scope: RunScope, calls: readonly PlannedCall[]): FinalStep | null {
  const refused = calls.find((call) => call.kind === "refuse" && call.name === submitResult);
  return refused?.kind === "refuse" ? countInvalidOutput(scope, refused.output) : null;
}

/** What this attempt of the run has to write before anything else, where no turn comes first. */
export function writeOpening(scope: RunScope): void {
  const { log, opening } = scope;
  if (opening === noOpening) return;
  log.keep(...opening.entries);
  log.append(...opening.events);
  scope.opening = noOpening;
}

/** Only a run that has waited before has any. */
async function readAnswers(deps: RunDeps, { claimed, stop }: RunScope) {
  const { lease, parks } = claimed;
  if (parks === 0) return [];
  return await outlastOutage(deps, stop.signal, () =>
    listRunAnswers(deps.db.pool, lease.projectId, lease.runId),
  );
}

/** Ids sort by time; those of one batch are put in the order of its calls. */
function withIds<Q>(questions: readonly Q[], now: Date): (Q & { readonly approvalId: string })[] {
  const ids = questions.map(() => newId("approval", now.getTime())).toSorted();
  return questions.map((question, index) => ({ ...question, approvalId: ids[index] ?? "" }));
}

export function stopped({ stop, claimed }: RunScope): FinalStep {
  const cause = stop.cause();
  if (!cause) throw new Error("A run stops without a cause");
  return afterStop(cause, claimed.row.durable);
}

function exhausted({ claimed, progress }: RunScope): FinalStep {
  const current = progress.usage.toolCalls;
  const allowed = claimed.row.budget.maxToolCalls ?? 0;
  const exceeded = { kind: "exceeded", limit: "maxToolCalls", current, allowed } as const;
  return { kind: "fail", failure: budgetFailure(exceeded), exhausted: exceeded };
}

function labelOf(calls: readonly ToolCall[]): string {
  return [...new Set(calls.map(({ name }) => name))].join(", ");
}

function hasWritten(calls: readonly PlannedCall[]): boolean {
  return calls.some((call) => call.kind === "run" && call.tool.access !== "read");
}
