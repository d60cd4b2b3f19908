import { z } from "zod";
import { idOf } from "#ids.ts";
import { JsonObject } from "#json-value.ts";
import { Message, ToolOutcome } from "#messages/message.ts";
import { Approval } from "#runs/approval.ts";
import { Run } from "#runs/run.ts";
import { RunError } from "#runs/run-error.ts";
import { RunInput } from "#runs/run-input.ts";
import { TokenUsage } from "#runs/usage.ts";
import { Time } from "#time.ts";

const blockId = z.string();
const callId = z.string();
const Count = z.int().min(0);
const interrupted = z.literal(true).optional();
/** Which turn of the run asked for the call. */
const turnOfCall = z.int().min(1).optional();

/** What each event type carries beyond the envelope. The only place where they are declared. */
export const eventPayloads = {
  "message.created": { message: Message },
  "run.queued": {
    position: z.int().min(1),
    input: RunInput.optional().meta({ description: "What it says from now on: it was edited." }),
  },
  "run.started": {
    attempt: z.int().min(1),
    model: z.string(),
    revision: z.int().nullable(),
    supersedes: z
      .object({
        runId: idOf("run"),
        messageId: idOf("message"),
        checkpointId: idOf("checkpoint").optional(),
        keeps: z
          .object({ messageId: idOf("message"), partId: z.string() })
          .optional()
          .meta({ description: "It goes on from a checkpoint: what comes after this part is superseded." }),
      })
      .optional()
      .meta({ description: "A retry: what was said after its message, or else the part, is superseded." }),
  },
  "run.resumed": { checkpointId: z.string().nullable(), reason: z.string() },
  "run.waiting": { approvals: z.array(Approval) },
  "turn.started": { turn: z.int().min(1), model: z.string(), messageId: idOf("message") },
  "turn.finished": {
    turn: z.int().min(1),
    model: z.string(),
    usage: TokenUsage,
    costUsd: z.number().nullable(),
    stopReason: z.enum(["stop", "length", "tool_calls", "content_filter", "error", "aborted"]),
    durationMs: Count,
    ttftMs: Count.nullable(),
    interrupted,
    responseId: z.string().optional().meta({ description: "What the provider calls its answer." }),
    responseModel: z.string().optional().meta({
      description:
        "The model that answered, as its provider calls it: often a version of the one that was asked for.",
    }),
  },
  "text.started": { blockId },
  "text.delta": { blockId, delta: z.string() },
  "text.finished": { blockId, text: z.string(), interrupted },
  "reasoning.started": { blockId },
  "reasoning.delta": { blockId, delta: z.string() },
  "reasoning.finished": { blockId, text: z.string(), interrupted },
  "tool.requested": { callId, name: z.string(), inputDelta: z.string() },
  "tool.started": { callId, name: z.string(), input: JsonObject, turn: turnOfCall },
  "tool.progress": { callId, delta: z.string() },
  "tool.finished": {
    callId,
    name: z.string(),
    output: z.unknown(),
    isError: z.boolean(),
    outcome: ToolOutcome,
    durationMs: Count,
    truncated: z.literal(true).optional(),
  },
  "approval.requested": { approval: Approval },
  "approval.decided": {
    approvalId: idOf("approval"),
    callId,
    decision: z.enum(["allow", "deny"]),
    by: z.string().nullable(),
    reason: z.string().nullable(),
  },
  "checkpoint.saved": { checkpointId: z.string(), step: z.int().min(1) },
  "checkpoint.failed": { checkpointId: z.string(), step: z.int().min(1), error: z.string() },
  "retry.scheduled": { attempt: z.int().min(1), delayMs: Count, error: RunError },
  "validation.retried": { attempt: z.int().min(1), error: z.string() },
  "gate.started": { name: z.string(), attempt: z.int().min(1) },
  "gate.finished": {
    name: z.string(),
    attempt: z.int().min(1),
    passed: z.boolean(),
    reasons: z.array(z.string()),
  },
  "review.started": { name: z.string(), attempt: z.int().min(1) },
  "review.finished": {
    name: z.string(),
    attempt: z.int().min(1),
    passed: z.boolean(),
    reasons: z.array(z.string()),
  },
  "context.compacted": {
    tokensBefore: Count,
    tokensAfter: Count.nullable(),
    fresh: z
      .literal(true)
      .optional()
      .meta({ description: "It goes on in a fresh context, with the task and what is done." }),
  },
  "memory.injected": { count: Count },
  "memory.stored": { count: Count },
  "file.changed": {
    path: z.string(),
    change: z.enum(["created", "changed", "deleted"]),
    bytes: Count.nullable(),
    more: Count.optional().meta({ description: "So many more changed in the same step and are not told." }),
  },
  "budget.warned": { kind: z.string(), current: z.number(), limit: z.number() },
  "budget.exhausted": { kind: z.string(), current: z.number(), limit: z.number() },
  "session.forked": { from: z.string(), messages: z.array(Message) },
  warning: { code: z.string(), message: z.string() },
  "run.finished": { run: Run },
} as const satisfies Record<string, Record<string, z.ZodType>>;

export type EventType = keyof typeof eventPayloads;
export const eventTypes = Object.keys(eventPayloads) as [EventType, ...EventType[]];

type Payloads = typeof eventPayloads;
type Optional<S> = S extends z.ZodOptional ? true : false;

/** One event's payload: fields that a schema marks as optional may be left out. */
export type EventPayload<T extends EventType> = {
  [K in keyof Payloads[T] as Optional<Payloads[T][K]> extends true
    ? never
    : K]: Payloads[T][K] extends z.ZodType ? z.infer<Payloads[T][K]> : never;
} & {
  [K in keyof Payloads[T] as Optional<Payloads[T][K]> extends true
    ? K
    : never]?: Payloads[T][K] extends z.ZodType ? Exclude<z.infer<Payloads[T][K]>, undefined> : never;
};

/** What the log adds to every event: `seq` grows strictly within a session, `at` is the writer's clock. */
export type EventEnvelope = {
  readonly seq: number;
  readonly sessionId: string;
  readonly runId: string | null;
  readonly at: string;
};

/** One entry of a session's log, discriminated by `type`. */
export type SlipwayEvent = {
  [T in EventType]: EventEnvelope & { readonly type: T } & EventPayload<T>;
}[EventType];

/** An event of the given type. */
export type EventOf<T extends EventType> = Extract<SlipwayEvent, { type: T }>;

/** An event that is not in the log yet: the log gives it its number, session and run. */
export type NewEvent = { [T in EventType]: { readonly type: T } & EventPayload<T> }[EventType];

const envelope = { seq: z.int().min(1), sessionId: idOf("session"), runId: idOf("run").nullable(), at: Time };

/** The schema of one event type with its envelope. */
export function eventSchema<T extends EventType>(type: T) {
  return z.object({ ...envelope, type: z.literal(type), ...eventPayloads[type] });
}

const schemas = new Map<string, z.ZodType>(eventTypes.map((type) => [type, eventSchema(type)]));

/** Reads one event of a log, also one that an earlier release wrote. Null: the type is unknown or the event is broken. */
export function parseEvent(value: unknown): SlipwayEvent | null {
  const type = typeof value === "object" && value !== null && "type" in value ? value.type : undefined;
  const parsed = typeof type === "string" ? schemas.get(type)?.safeParse(value) : undefined;
  return parsed?.success ? (parsed.data as SlipwayEvent) : null;
}
