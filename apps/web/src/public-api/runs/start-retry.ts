import { findInvokeTarget } from "@slipway/db/runs/find-invoke-target";
import { findRun } from "@slipway/db/runs/find-run";
import { nobodyTold } from "@slipway/db/runs/insert-run";
import { type RetriedRun, retryRun } from "@slipway/db/runs/retry-run";
import { assertNever } from "@slipway/schemas/assert-never";
import { AppError } from "@slipway/schemas/errors/app-error";
import type { Run } from "@slipway/schemas/runs/run";
import { announceCreated, type StartedRun } from "#public-api/invoke/announce-created.ts";
import type { AnswerForm } from "#public-api/invoke/answer-form.ts";
import { maxQueued, queueFull } from "#public-api/invoke/queue-limit.ts";
import { requireModel } from "#public-api/invoke/require-model.ts";
import { senderOf } from "#public-api/invoke/sender-of.ts";
import { withEnqueueSpan } from "#public-api/invoke/with-enqueue-span.ts";
import { withRequestSpan } from "#public-api/invoke/with-request-span.ts";
import { noSuchRun } from "#public-api/runs/no-such-run.ts";
import type { LiveServices } from "#public-api/stream/live-services.ts";
import type { RequestHeaders } from "#server/http/api-request.ts";
import type { Principal } from "#server/principal.ts";

type StartRetry = {
  readonly headers: RequestHeaders;
  readonly principal: Principal;
  readonly runId: string;
  readonly checkpointId: string | null;
  readonly form: AnswerForm;
};

/** Stores a run that answers anew what the last run of a session was asked. Throws before anything is stored. */
export async function startRetry(
  services: LiveServices,
  { headers, principal, runId, checkpointId, form }: StartRetry,
): Promise<StartedRun> {
  const { projectId } = principal;
  const span = { name: "POST /runs/{run}/retry", headers, projectId };
  return await withRequestSpan(span, async (trace) => {
    const run = await findRun(services.db.pool, projectId, runId);
    if (!run) throw noSuchRun(runId);
    await requireRunnable(services, projectId, run);
    const input = { projectId, runId, checkpointId, ...senderOf(principal), maxQueued };
    const retried = await withEnqueueSpan(trace, (under) =>
      retryRun(services.db, { ...input, trace: under, now: new Date() }),
    );
    if (retried.kind !== "created") throw refusalOf(retried, runId);
    const created = { ...retried, told: nobodyTold, interrupted: null };
    return await announceCreated(services, { projectId, form, trace, created });
  });
}

async function requireRunnable({ db }: LiveServices, projectId: string, run: Run): Promise<void> {
  const target = await findInvokeTarget(db, {
    projectId,
    target: { sessionId: run.sessionId },
    revision: run.revision,
    environment: null,
    clientMessageId: null,
  });
  if (target?.isArchived) throw new AppError("conflict", "This app is archived. Restore it to run it again.");
  await requireModel(db.pool, projectId, run.model);
}

function noCheckpoint(ids: readonly string[]): AppError {
  const message =
    ids.length === 0
      ? "This run has no checkpoints. Leave it out to answer the message anew."
      : `This run has no such checkpoint. There are: ${ids.join(", ")}.`;
  return new AppError("invalid_request", `The request is not valid. checkpointId: ${message}`, {
    details: [{ path: "checkpointId", message }],
  });
}

function refusalOf(refused: Exclude<RetriedRun, { kind: "created" }>, runId: string): AppError {
  switch (refused.kind) {
    case "not_found":
      return noSuchRun(runId);
    case "not_final":
      return new AppError("conflict", "The run has not ended. Cancel it, or wait for its end.");
    case "not_last":
      return new AppError("conflict", "Only the last run of a session can be answered anew.");
    case "no_checkpoint":
      return noCheckpoint(refused.checkpointIds);
    case "queue_full":
      return queueFull();
    default:
      return assertNever(refused);
  }
}
