import { newId } from "@slipway/schemas/ids";
import { toStorableText } from "@slipway/schemas/text";
import type { Agent } from "#run/agent.ts";
import { describeChanges } from "#run/describe-changes.ts";
import { nameRun } from "#run/name-run.ts";
import type { RunDeps } from "#run/run-deps.ts";
import type { RunScope } from "#run/run-scope.ts";

type FinishedStep = {
  readonly agent: Agent;
  /** What the step did, in a few words. */
  readonly label: string;
  /** It may have changed the workspace. */
  readonly hasWritten: boolean;
};

const longestLabel = 80;

/** A finished step is a checkpoint: a fork can begin there. One that cannot be kept is said, and the run goes on. */
export async function saveStep(
  deps: RunDeps,
  scope: RunScope,
  { agent, label, hasWritten }: FinishedStep,
): Promise<void> {
  scope.steps += 1;
  const id = newId("checkpoint", deps.now().getTime());
  const step = scope.steps;
  const snapshot = hasWritten ? await takeSnapshot(deps, scope, { agent, id }) : null;
  if (snapshot === "failed") {
    const error = "What the workspace holds could not be kept.";
    scope.log.append({ type: "checkpoint.failed", checkpointId: id, step, error });
    return;
  }
  if (snapshot) scope.log.append(...describeChanges(snapshot.changes));
  const short = label.length > longestLabel ? `${label.slice(0, longestLabel - 1).trimEnd()}…` : label;
  scope.log.saveCheckpoint({
    id,
    step,
    label: toStorableText(short),
    snapshot: snapshot === null ? null : JSON.stringify(snapshot.kept),
  });
}

type Taken = { readonly agent: Agent; readonly id: string };

async function takeSnapshot({ logger, metrics }: RunDeps, { claimed }: RunScope, { agent, id }: Taken) {
  try {
    return (await agent.snapshots?.take(id)) ?? null;
  } catch (error) {
    metrics.snapshotFailed();
    logger.error({ err: error, ...nameRun(claimed) }, "A workspace could not be kept");
    return "failed";
  }
}
