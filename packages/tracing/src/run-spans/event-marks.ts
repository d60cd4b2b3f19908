import type { Attributes } from "@opentelemetry/api";
import type { EventType, NewEvent } from "@slipway/schemas/events/event";
import { attributeNames as names } from "#attribute-names.ts";

/** What of an event stands on the span that it happens in: who, how often and why, never what anybody said. */
type Marks = {
  readonly [T in EventType]?: (event: Extract<NewEvent, { type: T }>) => Attributes;
};

const marks: Marks = {
  "run.resumed": ({ reason, checkpointId }) => ({
    [names.reason]: reason,
    ...known(names.checkpointId, checkpointId),
  }),
  "run.waiting": ({ approvals }) => ({ [names.approvalId]: approvals.map(({ id }) => id) }),
  "approval.requested": ({ approval: { id, callId, tool } }) => ({
    [names.approvalId]: id,
    [names.callId]: callId,
    [names.toolName]: tool,
  }),
  "approval.decided": ({ approvalId, callId, decision, by }) => ({
    [names.approvalId]: approvalId,
    [names.callId]: callId,
    [names.decision]: decision,
    ...known(names.decidedBy, by),
  }),
  "checkpoint.saved": ({ checkpointId, step }) => ({
    [names.checkpointId]: checkpointId,
    [names.step]: step,
  }),
  "checkpoint.failed": ({ checkpointId, step }) => ({
    [names.checkpointId]: checkpointId,
    [names.step]: step,
  }),
  "retry.scheduled": ({ attempt, delayMs, error }) => ({
    [names.attempt]: attempt,
    [names.delayMs]: delayMs,
    [names.errorType]: error.code,
  }),
  "validation.retried": ({ attempt }) => ({ [names.attempt]: attempt }),
  "gate.started": ({ name, attempt }) => ({ [names.gateName]: name, [names.attempt]: attempt }),
  "gate.finished": ({ name, attempt, passed }) => ({
    [names.gateName]: name,
    [names.attempt]: attempt,
    [names.gatePassed]: passed,
  }),
  "review.started": ({ name, attempt }) => ({ [names.gateName]: name, [names.attempt]: attempt }),
  "review.finished": ({ name, attempt, passed }) => ({
    [names.gateName]: name,
    [names.attempt]: attempt,
    [names.gatePassed]: passed,
  }),
  "context.compacted": ({ tokensBefore, tokensAfter }) => ({
    [names.tokensBefore]: tokensBefore,
    ...known(names.tokensAfter, tokensAfter),
  }),
  "memory.injected": ({ count }) => ({ [names.memoryCount]: count }),
  "memory.stored": ({ count }) => ({ [names.memoryCount]: count }),
  "file.changed": ({ path }) => ({ [names.filePath]: path }),
  "budget.warned": budget,
  "budget.exhausted": budget,
  warning: ({ code }) => ({ [names.code]: code }),
};

function budget({ kind, current, limit }: { kind: string; current: number; limit: number }): Attributes {
  return { [names.budgetKind]: kind, [names.budgetCurrent]: current, [names.budgetLimit]: limit };
}

function known<V>(name: string, value: V | null): Record<string, V> {
  return value === null ? {} : { [name]: value };
}

/** Null: the event is no mark, because it opens or closes a span of its own or is a piece of text. */
export function markOf(event: NewEvent): Attributes | null {
  const mark = marks[event.type] as ((event: NewEvent) => Attributes) | undefined;
  return mark ? mark(event) : null;
}
