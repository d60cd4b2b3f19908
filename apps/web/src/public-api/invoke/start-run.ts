import { type CreatedRun, createRecalledRun, createRun } from "@slipway/db/runs/create-run";
import {
  type FindInvokeTarget,
  findInvokeTarget,
  type InvokeTarget,
  recallInvokeTarget,
} from "@slipway/db/runs/find-invoke-target";
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
  requireStorable(body);
  const sent: Sent = {
    ...input,
    sessionId: sessionIdOf(input),
    requestHash: hashRequest({ ...body, sessionId: sessionIdOf(input) ?? undefined }),
    wanted: {
      projectId: principal.projectId,
      target: input.target,
      revision: body.revision ?? null,
      environment: body.environment ?? null,
      clientMessageId: body.clientMessageId ?? null,
    },
  };
  const created = await withEnqueueSpan(
    input.trace,
    async (trace) =>
      (await startRecalled(services, { ...sent, trace })) ?? (await startAsked(services, { ...sent, trace })),
  );
  return await announce(services, input, created);
}

type Sent = StartRun & {
  /** Null: the run starts one. */
  readonly sessionId: string | null;
  readonly requestHash: string;
  readonly wanted: FindInvokeTarget;
};

/**
 * By what is known of the app from before, which is checked as the run is stored: that saves a question that stands between
 * the caller and the model. Null: ask.
 */
async function startRecalled(services: LiveServices, sent: Sent): Promise<CreatedRun | null> {
  const target = sent.body.config === undefined ? recallInvokeTarget(services.db, sent.wanted) : null;
  if (!target) return null;
  const resolved = await resolve(services, sent, target).catch((error: unknown) => {
    // What does not suit an older revision is said of the one that is meant by now.
    if (error instanceof AppError) return null;
    throw error;
  });
  if (!resolved) return null;
  return await createRecalledRun(services.db, { ...runOf(sent, target, resolved), wanted: sent.wanted });
}

async function startAsked(services: LiveServices, sent: Sent): Promise<CreatedRun> {
  const target = await findInvokeTarget(services.db, sent.wanted);
  if (!target) throw notFound(sent.target);
  if (target.repeated) {
    if (target.repeated.requestHash !== sent.requestHash) throw idempotencyMismatch();
    return { kind: "repeated", runId: target.repeated.runId };
  }
  if (target.isArchived) throw new AppError("conflict", "This app is archived. Restore it to run it again.");
  const resolved = await resolve(services, sent, target);
  const isModelThere = resolved.revision !== null && target.hasModel;
  if (!isModelThere) await requireModel(services.db.pool, sent.wanted.projectId, resolved.config.model);
  return await createRun(services.db, runOf(sent, target, resolved));
}

type Resolved = ResolvedConfig & { readonly asked: Asked };

/** What is run, and what it is asked. Throws what the request lacks. */
async function resolve(
  { db: { pool } }: LiveServices,
  { wanted: { projectId }, sessionId, body }: Sent,
  target: InvokeTarget,
): Promise<Resolved> {
  await requireFirstRun(pool, { projectId, app: target.app, sessionId });
  checkInput(target.app.type, body.input, { startsSession: sessionId === null });
  const resolved = await resolveConfig(pool, { projectId, target, body });
  const { config } = resolved;
  return { ...resolved, asked: await ask(pool, { projectId, sessionId, config, input: body.input }) };
}

function sessionIdOf({ target, body }: StartRun): string | null {
  return "sessionId" in target ? target.sessionId : (body.sessionId ?? null);
}

function runOf(
  { body, principal, form, trace, sessionId, requestHash, wanted }: Sent,
  { app }: InvokeTarget,
  { config, revision, environment, draftConfig, asked }: Resolved,
) {
  return {
    projectId: wanted.projectId,
    app,
    sessionId,
    onBusy: body.onBusy,
    clientMessageId: wanted.clientMessageId,
    requestHash,
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
    isAwaited: form.kind === "events" || form.waitMs > 0,
    maxQueued,
    trace,
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
