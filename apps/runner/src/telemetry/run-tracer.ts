import type { ClaimedRun } from "@slipway/db/runs/claim-runs";
import { splitModelRef } from "@slipway/schemas/models/model-ref";
import type { Run } from "@slipway/schemas/runs/run";
import { attributeNames as names, operationNames } from "@slipway/tracing/attribute-names";
import { type OpenSpan, startSpan } from "@slipway/tracing/start-span";
import type { FinishedTurn, RunTrace, RunTracer, StartedTurn } from "#telemetry/run-trace.ts";

/** Makes a run's spans: `invoke_agent`, under it each turn, under that its `chat` and each `execute_tool`. */
export function createRunTracer(now: () => Date): RunTracer {
  return { start: (claimed) => startRunTrace(claimed, now) };
}

type OpenTurn = { readonly turn: OpenSpan; readonly chat: OpenSpan };

function startRunTrace(claimed: ClaimedRun, now: () => Date): RunTrace {
  const invocation = startInvocation(claimed, now());
  const tools = new Map<string, OpenSpan>();
  let chat: OpenSpan | null = null;
  let turn: OpenSpan | null = null;

  function endChat(finished: FinishedTurn | null, error: SpanFault): void {
    chat?.end({ endTime: now(), attributes: finished ? answerAttributes(finished) : {}, ...failed(error) });
    chat = null;
  }

  function endTurn(error: SpanFault): void {
    for (const tool of tools.values()) tool.end({ endTime: now(), ...failed(error) });
    tools.clear();
    endChat(null, error);
    turn?.end({ endTime: now(), ...failed(error) });
    turn = null;
  }

  return {
    turnStarted: (started) => {
      endTurn(null);
      const opened = startTurn(invocation, started, now());
      chat = opened.chat;
      turn = opened.turn;
    },
    turnFinished: (finished, error) => {
      endChat(finished, error);
      // What the turn asks for is done within it.
      if (finished.stopReason !== "tool_calls") endTurn(error);
    },
    toolStarted: (tool) => {
      tools.set(tool.callId, startTool(turn ?? invocation, tool, now()));
    },
    toolFinished: ({ callId, isError, outcome }) => {
      const attributes = { [names.toolOutcome]: outcome };
      tools.get(callId)?.end({ endTime: now(), attributes, ...failed(isError ? { code: outcome } : null) });
      tools.delete(callId);
    },
    end: (run) => {
      endTurn(chat || tools.size > 0 ? { code: "interrupted" } : null);
      const fault = run?.status === "failed" ? { code: run.error?.code ?? "failed" } : null;
      invocation.end({ endTime: now(), attributes: run ? endAttributes(run) : {}, ...failed(fault) });
    },
  };
}

type SpanFault = { readonly code: string } | null;

function failed(error: SpanFault): { readonly error?: SpanError } {
  return error ? { error: new SpanError(error.code) } : {};
}

function startTool(
  parent: OpenSpan,
  { callId, name }: { readonly callId: string; readonly name: string },
  startTime: Date,
): OpenSpan {
  return startSpan({
    name: `${operationNames.executeTool} ${name}`,
    parent: parent.context,
    startTime,
    attributes: {
      [names.operationName]: operationNames.executeTool,
      [names.toolName]: name,
      [names.toolCallId]: callId,
    },
  });
}

/** Carries an error's code into a span, and nothing of its text. */
class SpanError extends Error {
  constructor(code: string) {
    super(code);
    this.name = code;
  }
}

function startInvocation({ row, trace }: ClaimedRun, startTime: Date): OpenSpan {
  return startSpan({
    name: `${operationNames.invokeAgent} ${row.app_slug}`,
    parent: {
      traceId: row.trace_id,
      parentSpanId: trace.parentSpanId,
      traceFlags: trace.flags,
      traceState: trace.state,
    },
    startTime,
    attributes: {
      [names.operationName]: operationNames.invokeAgent,
      [names.agentId]: row.app_id,
      [names.agentName]: row.app_slug,
      ...(row.revision === null
        ? {}
        : { [names.agentVersion]: String(row.revision), [names.revision]: row.revision }),
      ...(row.environment === null ? {} : { [names.environment]: row.environment }),
      [names.appType]: row.app_type,
      [names.attempt]: row.attempt,
    },
    inherited: {
      [names.projectId]: row.project_id,
      [names.conversationId]: row.session_id,
      [names.sessionId]: row.session_id,
      [names.runId]: row.id,
    },
  });
}

function startTurn(invocation: OpenSpan, { turn, model }: StartedTurn, startTime: Date): OpenTurn {
  const { provider, modelId } = splitModelRef(model);
  const turnSpan = startSpan({
    name: `turn ${turn}`,
    parent: invocation.context,
    startTime,
    attributes: { [names.turn]: turn },
  });
  const chat = startSpan({
    name: `${operationNames.chat} ${modelId}`,
    parent: turnSpan.context,
    startTime,
    kind: "client",
    attributes: {
      [names.operationName]: operationNames.chat,
      [names.providerName]: provider,
      [names.requestModel]: modelId,
      [names.requestStream]: true,
    },
  });
  return { turn: turnSpan, chat };
}

function answerAttributes({ usage, costUsd, stopReason, ttftMs, interrupted }: FinishedTurn) {
  return {
    [names.inputTokens]: usage.inputTokens,
    [names.outputTokens]: usage.outputTokens,
    [names.cacheReadTokens]: usage.cacheReadTokens,
    [names.cacheWriteTokens]: usage.cacheWriteTokens,
    [names.reasoningTokens]: usage.reasoningTokens,
    [names.responseFinishReasons]: [stopReason],
    ...(costUsd === null ? {} : { [names.costUsd]: costUsd }),
    // The convention counts seconds.
    ...(ttftMs === null ? {} : { [names.responseTimeToFirstChunk]: ttftMs / 1_000 }),
    ...(interrupted ? { [names.interrupted]: true } : {}),
  };
}

function endAttributes({ status, stopReason }: Run) {
  return { [names.runStatus]: status, ...(stopReason === null ? {} : { [names.stopReason]: stopReason }) };
}
