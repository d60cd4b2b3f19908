import { z } from "zod";
import { AppType } from "#apps/app-type.ts";
import { idOf } from "#ids.ts";
import { Approval } from "#runs/approval.ts";
import { Budget } from "#runs/budget.ts";
import { RunError } from "#runs/run-error.ts";
import { RunInput } from "#runs/run-input.ts";
import { RunSource } from "#runs/run-source.ts";
import { RunStatus } from "#runs/run-status.ts";
import { StopReason } from "#runs/stop-reason.ts";
import { RunUsage } from "#runs/usage.ts";
import { Time } from "#time.ts";

export const RunOutput = z
  .object({
    text: z.string(),
    data: z.unknown().optional(),
    partial: z
      .literal(true)
      .optional()
      .meta({ description: "The run did not complete: this is the text so far." }),
  })
  .meta({ id: "RunOutput" });
export type RunOutput = z.infer<typeof RunOutput>;

/** One execution inside a session, as every door and event shows it. */
export const Run = z
  .object({
    id: idOf("run"),
    sessionId: idOf("session"),
    app: z.object({ id: idOf("app"), slug: z.string(), type: AppType }),
    revision: z.int().nullable().meta({ description: "null: a draft." }),
    environment: z.string().nullable(),
    model: z.string(),
    status: RunStatus,
    stopReason: StopReason.nullable(),
    input: RunInput,
    output: RunOutput.nullable(),
    error: RunError.nullable(),
    usage: RunUsage,
    costUsd: z.number().nullable().meta({ description: "null: the model's price is unknown." }),
    budget: Budget,
    durable: z.boolean(),
    attempt: z.int().min(0),
    queuePosition: z
      .int()
      .min(1)
      .optional()
      .meta({ description: "While queued: 1 is the next of its session." }),
    pendingApprovals: z.array(Approval),
    source: RunSource,
    userId: z.string().nullable().meta({ description: "Who started it in a browser." }),
    keyId: idOf("key").optional().meta({ description: "The API key that started it." }),
    clientMessageId: z.string().nullable(),
    messageId: idOf("message").optional().meta({
      description: "The message that it answers, as it stands in the transcript once it is there.",
    }),
    steers: idOf("run").optional().meta({
      description: "While queued: the run at work that takes its message at the next step boundary.",
    }),
    retryOf: idOf("run").optional().meta({ description: "The run whose answer this one gives anew." }),
    checkpointId: idOf("checkpoint").optional().meta({ description: "Of a retry: where it goes on from." }),
    metadata: z.record(z.string(), z.unknown()),
    traceId: z.string(),
    createdAt: Time,
    startedAt: Time.nullable(),
    finishedAt: Time.nullable(),
    durationMs: z
      .int()
      .nullable()
      .meta({ description: "From startedAt to finishedAt; null when it never started." }),
    ttftMs: z.int().nullable().meta({ description: "From startedAt to the first shown text or reasoning." }),
  })
  .meta({ id: "Run" });
export type Run = z.infer<typeof Run>;
