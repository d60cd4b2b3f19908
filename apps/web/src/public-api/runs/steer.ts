import { findRun } from "@slipway/db/runs/find-run";
import { type SteeredRun, steerRun } from "@slipway/db/runs/steer-run";
import { assertNever } from "@slipway/schemas/assert-never";
import { AppError } from "@slipway/schemas/errors/app-error";
import type { SteerRun } from "@slipway/schemas/public-api/routes/run-routes";
import type { Run } from "@slipway/schemas/runs/run";
import type { z } from "zod";
import { hashValue } from "#public-api/invoke/hash-request.ts";
import { idempotencyMismatch } from "#public-api/invoke/idempotency-mismatch.ts";
import { maxQueued, queueFull } from "#public-api/invoke/queue-limit.ts";
import { senderOf } from "#public-api/invoke/sender-of.ts";
import { withRequestSpan } from "#public-api/invoke/with-request-span.ts";
import { announceSteer } from "#public-api/runs/announce-steer.ts";
import { noSuchRun } from "#public-api/runs/no-such-run.ts";
import type { LiveServices } from "#public-api/stream/live-services.ts";
import type { RequestHeaders } from "#server/http/api-request.ts";
import type { Principal } from "#server/principal.ts";

type Steer = {
  readonly headers: RequestHeaders;
  readonly principal: Principal;
  readonly runId: string;
  readonly body: z.infer<typeof SteerRun>;
};

/** Says something into a run at work, and answers that run. */
export async function steer({ db }: Pick<LiveServices, "db">, input: Steer): Promise<Run> {
  const { headers, principal, runId, body } = input;
  const { projectId } = principal;
  const span = { name: "POST /runs/{run}/steer", headers, projectId };
  const steered = await withRequestSpan(span, (trace) =>
    steerRun(db, {
      projectId,
      runId,
      said: saidIn(body),
      clientMessageId: body.clientMessageId ?? null,
      requestHash: hashValue({ steer: runId, ...body, clientMessageId: undefined }),
      ...senderOf(principal),
      trace,
      maxQueued,
      now: new Date(),
    }),
  );
  if (steered.kind === "steered") {
    const { cancelledRunId, lastSeq } = steered;
    const cancelled = cancelledRunId === null ? null : { runId: cancelledRunId, lastSeq };
    await announceSteer(db, projectId, { ...steered, cancelled });
  } else if (steered.kind !== "repeated") throw refusalOf(steered, runId);
  const run = await findRun(db.pool, projectId, steered.runId);
  if (!run) throw noSuchRun(steered.runId);
  return run;
}

function saidIn({ message, queuedRunId }: Steer["body"]) {
  return queuedRunId === undefined ? { message: message ?? "" } : { queuedRunId };
}

function refusalOf(
  refused: Exclude<SteeredRun, { kind: "steered" } | { kind: "repeated" }>,
  runId: string,
): AppError {
  switch (refused.kind) {
    case "not_found":
      return noSuchRun(runId);
    case "queued":
      return new AppError(
        "conflict",
        "The run is queued. Edit what it says instead, or send another message.",
      );
    case "final":
      return new AppError("conflict", "The run has ended. Send the session's next message instead.");
    case "one_shot":
      return new AppError("conflict", "A completion has one prompt: nothing is said into its run.");
    case "not_waiting":
      return new AppError(
        "conflict",
        "The run named by queuedRunId does not wait in this session with one message of its own any more.",
      );
    case "mismatch":
      return idempotencyMismatch();
    case "queue_full":
      return queueFull();
    default:
      return assertNever(refused);
  }
}
