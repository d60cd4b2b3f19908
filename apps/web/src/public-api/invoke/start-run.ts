import { type CreatedRun, createRun } from "@slipway/db/runs/create-run";
import { findInvokeTarget } from "@slipway/db/runs/find-invoke-target";
import { assertNever } from "@slipway/schemas/assert-never";
import { AppError } from "@slipway/schemas/errors/app-error";
import { resolveBudget } from "@slipway/schemas/runs/budget";
import type { TraceContext } from "@slipway/tracing/trace-context";
import { announceCreated, type StartedRun } from "#public-api/invoke/announce-created.ts";
import type { AnswerForm } from "#public-api/invoke/answer-form.ts";
import { type Asked, ask } from "#public-api/invoke/ask.ts";
import { checkInput } from "#public-api/invoke/check-input.ts";
import { hashRequest } from "#public-api/invoke/hash-request.ts";
import { idempotencyMismatch } from "#public-api/invoke/idempotency-mismatch.ts";
import type { Invoke } from "#public-api/invoke/invoke-input.ts";
import { maxQueued, queueFull } from "#public-api/invoke/queue-limit.ts";
import { requireFirstRun } from "#public-api/invoke/require-first-run.ts";
import { requireModel } from "#public-api/invoke/require-model.ts";
import { requireStorable } from "#public-api/invoke/require-storable.ts";
import { type ResolvedConfig, resolveConfig } from "#public-api/invoke/resolve-config.ts";
import { senderOf } from "#public-api/invoke/sender-of.ts";
import { withEnqueueSpan } from "#public-api/invoke/with-enqueue-span.ts";
import { announceSteer } from "#public-api/runs/announce-steer.ts";
import type { LiveServices } from "#public-api/stream/live-services.ts";

export type StartRun = Omit<Invoke, "request"> & { readonly form: AnswerForm; readonly trace: TraceContext };

/** Stores a run, or finds the one that the same message started before. Throws before anything is stored. */
export async function startRun(services: LiveServices, input: StartRun): Promise<StartedRun> {
  const { principal, body } = input;
  const sessionId = sessionIdOf(input);
  const { projectId } = principal;
  requireStorable(body);
  const clientMessageId = body.clientMessageId ?? null;
  const requestHash = hashRequest({ ...body, sessionId: sessionId ?? undefined });
  const target = await findInvokeTarget(services.db, {
    projectId,
    target: input.target,
    revision: body.revision ?? null,
    environment: body.environment ?? null,
    clientMessageId,
  });
  if (!target) throw notFound(input.target);
  if (target.repeated) {
    if (target.repeated.requestHash !== requestHash) throw idempotencyMismatch();
    return { kind: "repeated", runId: target.repeated.runId };
  }
  if (target.isArchived) throw new AppError("conflict", "This app is archived. Restore it to run it again.");
  await requireFirstRun(services.db.pool, { projectId, app: target.app, sessionId });
  checkInput(target.app.type, body.input, { startsSession: sessionId === null });
  const resolved = await resolveConfig(services.db.pool, { projectId, target, body });
  const isModelThere = resolved.revision !== null && target.hasModel;
  if (!isModelThere) await requireModel(services.db.pool, projectId, resolved.config.model);
  const { config } = resolved;
  const asked = await ask(services.db.pool, { projectId, sessionId, config, input: body.input });
  const created = await withEnqueueSpan(input.trace, (trace) =>
    createRun(services.db, {
      ...runOf(input, resolved, asked),
      trace,
      projectId,
      app: target.app,
      sessionId,
      onBusy: body.onBusy,
      clientMessageId,
      requestHash,
      maxQueued,
      isAwaited: input.form.kind === "events" || input.form.waitMs > 0,
    }),
  );
  return await announce(services, input, created);
}

function sessionIdOf({ target, body }: StartRun): string | null {
  return "sessionId" in target ? target.sessionId : (body.sessionId ?? null);
}

function runOf({ body, principal }: StartRun, resolved: ResolvedConfig, asked: Asked) {
  const { config, revision, environment, draftConfig } = resolved;
  return {
    revision,
    environment,
    draftConfig,
    model: config.model,
    input: asked.input,
    ...(asked.messages ? { prompt: asked.messages } : {}),
    budget: resolveBudget(config.budget, body.budget),
    durable: body.durable ?? ("durable" in config ? config.durable : false),
    approvals: body.approvals ?? null,
    ...senderOf(principal),
    metadata: body.metadata ?? {},
    now: new Date(),
  } as const;
}

/** Turns what the database said into an answer. */
async function announce(
  services: LiveServices,
  { principal: { projectId }, form, trace }: StartRun,
  created: CreatedRun,
): Promise<StartedRun> {
  switch (created.kind) {
    case "created":
      return await announceCreated(services, { projectId, form, trace, created });
    case "steered":
      await announceSteer(services.db, projectId, created);
      return { kind: "repeated", runId: created.runId };
    case "repeated":
      return created;
    case "mismatch":
      throw idempotencyMismatch();
    case "no_session":
      throw new AppError("not_found", "This app has no such session.");
    case "busy":
      throw new AppError("session_busy", "The session is busy with another run.", {
        details: { activeRunId: created.activeRunId },
      });
    case "queue_full":
      throw queueFull();
    default:
      return assertNever(created);
  }
}

function notFound(target: Invoke["target"]): AppError {
  const what = "app" in target ? `app ${target.app}` : `session ${target.sessionId}`;
  return new AppError("not_found", `There is no ${what}.`);
}
