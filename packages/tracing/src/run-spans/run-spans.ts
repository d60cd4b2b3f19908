import type { Attributes } from "@opentelemetry/api";
import type { EventPayload, NewEvent } from "@slipway/schemas/events/event";
import { splitModelRef } from "@slipway/schemas/models/model-ref";
import type { TokenUsage } from "@slipway/schemas/runs/usage";
import { attributeNames as names, operationNames } from "#attribute-names.ts";
import { type ContentMessage, createContentFilter } from "#run-spans/captured-content.ts";
import {
  agentAttributes,
  answerAttributes,
  endAttributes,
  requestAttributes,
  serverAttributes,
  usageAttributes,
} from "#run-spans/describe-spans.ts";
import { markOf } from "#run-spans/event-marks.ts";
import { runSpanIds } from "#run-spans/run-span-ids.ts";
import type { EndedDraft, SpanDraft } from "#run-spans/span-draft.ts";
import type { AskedModel, RequestParameters, TracedEnd, TracedRun } from "#run-spans/traced-run.ts";
import { createTurnContent } from "#run-spans/turn-content.ts";

/** A model call that is no turn: it shortens, judges or sums up. */
export type SideCall = {
  readonly purpose: string;
  readonly model: string;
  readonly usage: TokenUsage;
  readonly costUsd: number | null;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly errorCode: string | null;
};

/** Folds a run's events into its spans. Each is emitted once, when it has ended. */
export type RunSpans = {
  saw(event: NewEvent, at: Date): void;
  asks(parameters: RequestParameters): void;
  asking(model: AskedModel): void;
  /** Why the turn that is about to finish failed, in our words. */
  turnFailed(code: string): void;
  calledAside(call: SideCall): void;
  /** The run is over: whatever is open ends with it. */
  end(end: TracedEnd, at: Date): void;
};

type OpenTurn = {
  readonly span: SpanDraft;
  readonly content: ReturnType<typeof createTurnContent>;
  chat: SpanDraft | null;
  /** When something of it happened last: the wait for what comes next is no part of it. */
  lastAt: Date;
  errorCode: string | null;
};

type End = { readonly at: Date; readonly attributes?: Attributes; readonly errorCode: string | null };

const cutTool = { attributes: { [names.toolOutcome]: "interrupted" }, errorCode: "interrupted" };
const cutChat = { attributes: { [names.interrupted]: true } };

export function foldRunSpans(run: TracedRun, emit: (draft: EndedDraft) => void): RunSpans {
  const filter = createContentFilter();
  const claimId = runSpanIds.claim(run.id);
  const tools = new Map<string, SpanDraft>();
  let parameters: RequestParameters = {};
  let model: AskedModel | null = null;
  let failure: string | null = null;
  let answer: ContentMessage | null = null;
  let turn: OpenTurn | null = null;
  let aside = 0;

  const invocation = draft({
    name: `${operationNames.invokeAgent} ${run.app.slug}`,
    spanId: runSpanIds.invocation(run.id),
    parentSpanId: claimId,
    startTime: run.startedAt,
    attributes: { [names.operationName]: operationNames.invokeAgent, ...agentAttributes(run) },
  });
  emit({
    ...draft({
      name: "claim",
      kind: "consumer",
      spanId: claimId,
      parentSpanId: run.trace.parentSpanId,
      startTime: run.createdAt,
      attributes: {},
    }),
    endTime: run.startedAt,
    errorCode: null,
  });

  function startTurn({ turn: number, model: ref }: EventPayload<"turn.started">, at: Date): void {
    if (turn) endTurn(turn.lastAt, turn.errorCode);
    const { modelId } = splitModelRef(ref);
    const span = draft({
      name: `turn ${number}`,
      spanId: runSpanIds.turn(run.id, number),
      parentSpanId: invocation.spanId,
      startTime: at,
      attributes: { [names.turn]: number },
    });
    const chat = draft({
      name: `${operationNames.chat} ${modelId}`,
      kind: "client",
      spanId: runSpanIds.chat(run.id, number),
      parentSpanId: span.spanId,
      startTime: at,
      attributes: {
        ...requestAttributes(ref, parameters),
        ...(model ? serverAttributes(model) : {}),
        [names.agentId]: run.app.id,
        [names.agentName]: run.app.slug,
        ...(run.revision === null ? {} : { [names.agentVersion]: String(run.revision) }),
      },
    });
    turn = { span, chat, content: createTurnContent(), lastAt: at, errorCode: null };
  }

  function finishTurn(finished: EventPayload<"turn.finished">, at: Date): void {
    if (!turn?.chat) return;
    const errorCode = failure ?? (finished.stopReason === "error" ? "error" : null);
    failure = null;
    const said = turn.content.message(finished.stopReason);
    if (said) answer = said;
    const content = said && run.capturesContent ? { [names.outputMessages]: filter.messages([said]) } : {};
    end(turn.chat, { at, attributes: { ...answerAttributes(finished), ...content }, errorCode });
    Object.assign(turn, { chat: null, lastAt: at, errorCode });
    // What the turn asks for is done within it.
    if (finished.stopReason !== "tool_calls") endTurn(at, errorCode);
  }

  function endTurn(at: Date, errorCode: string | null): void {
    if (!turn) return;
    for (const tool of tools.values()) end(tool, { at, ...cutTool });
    tools.clear();
    if (turn.chat) end(turn.chat, { at, ...cutChat, errorCode: errorCode ?? "interrupted" });
    end(turn.span, { at, errorCode });
    turn = null;
  }

  function startTool({ callId, name, input }: EventPayload<"tool.started">, at: Date): void {
    if (tools.has(callId)) return;
    const content = run.capturesContent ? { [names.toolCallArguments]: filter.json(input) } : {};
    const tool = draft({
      name: `${operationNames.executeTool} ${name}`,
      spanId: runSpanIds.tool(run.id, callId),
      parentSpanId: turn?.span.spanId ?? invocation.spanId,
      startTime: at,
      attributes: {
        [names.operationName]: operationNames.executeTool,
        [names.toolName]: name,
        [names.toolType]: "function",
        [names.toolCallId]: callId,
        ...content,
      },
    });
    tools.set(callId, tool);
  }

  function finishTool({ callId, output, isError, outcome }: EventPayload<"tool.finished">, at: Date): void {
    const tool = tools.get(callId);
    if (turn) turn.lastAt = at;
    if (!tool) return;
    tools.delete(callId);
    const content = run.capturesContent ? { [names.toolCallResult]: filter.json(output) } : {};
    end(tool, {
      at,
      attributes: { [names.toolOutcome]: outcome, ...content },
      errorCode: isError ? outcome : null,
    });
  }

  function mark(event: NewEvent, at: Date): void {
    const attributes = markOf(event);
    if (!attributes) return;
    const span = turn?.span ?? invocation;
    span.marks.push({ name: event.type, at, attributes });
    if (turn) turn.lastAt = at;
  }

  function end(open: SpanDraft, { at, attributes = {}, errorCode }: End): void {
    emit({ ...open, attributes: { ...open.attributes, ...attributes }, endTime: at, errorCode });
  }

  return {
    saw: (event, at) => {
      switch (event.type) {
        case "turn.started":
          return startTurn(event, at);
        case "turn.finished":
          return finishTurn(event, at);
        case "tool.started":
          return startTool(event, at);
        case "tool.finished":
          return finishTool(event, at);
        case "text.finished":
        case "reasoning.finished":
        case "tool.requested":
          return run.capturesContent ? turn?.content.add(event) : undefined;
        case "text.delta":
        case "reasoning.delta":
        case "tool.progress":
          return undefined;
        default:
          return mark(event, at);
      }
    },
    asks: (asks) => {
      parameters = asks;
    },
    asking: (next) => {
      model = next;
      filter.hide(next.apiKey);
    },
    turnFailed: (code) => {
      failure = code;
    },
    calledAside: ({ purpose, model: ref, usage, costUsd, startedAt, endedAt, errorCode }) => {
      const call = draft({
        name: `${operationNames.chat} ${splitModelRef(ref).modelId}`,
        kind: "client",
        spanId: runSpanIds.aside(run.id, `${startedAt.getTime()} ${aside++}`),
        parentSpanId: turn?.span.spanId ?? invocation.spanId,
        startTime: startedAt,
        attributes: {
          ...requestAttributes(ref, {}),
          ...(model ? serverAttributes(model) : {}),
          [names.purpose]: purpose,
        },
      });
      end(call, { at: endedAt, attributes: usageAttributes({ usage, costUsd }), errorCode });
    },
    end: (ended, at) => {
      const isCut = turn !== null && (turn.chat !== null || tools.size > 0);
      endTurn(at, isCut ? "interrupted" : (turn?.errorCode ?? null));
      const content = run.capturesContent
        ? {
            [names.inputMessages]: filter.messages(askedOf(run.input)),
            ...(answer ? { [names.outputMessages]: filter.messages([answer]) } : {}),
          }
        : {};
      const errorCode = ended.status === "failed" ? (ended.errorCode ?? "failed") : null;
      end(invocation, { at, attributes: { ...endAttributes(ended), ...content }, errorCode });
    },
  };
}

function askedOf({ message, messages, variables }: TracedRun["input"]): ContentMessage[] {
  const said = (role: ContentMessage["role"], content: string): ContentMessage => {
    return { role, parts: [{ type: "text", content }] };
  };
  if (messages) return messages.map(({ role, content }) => said(role, content));
  return [said("user", message ?? JSON.stringify(variables ?? {}))];
}

function draft(of: Omit<SpanDraft, "marks" | "kind"> & Partial<Pick<SpanDraft, "kind">>): SpanDraft {
  return { kind: "internal", ...of, marks: [] };
}
