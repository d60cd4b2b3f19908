/**
 * Every attribute name that our spans use. GenAI names follow open-telemetry/semantic-conventions-genai; `cost` is not
 * in the standard, this is the name that backends read.
 */
export const attributeNames = {
  errorType: "error.type",
  serverAddress: "server.address",
  serverPort: "server.port",

  operationName: "gen_ai.operation.name",
  providerName: "gen_ai.provider.name",
  conversationId: "gen_ai.conversation.id",
  outputType: "gen_ai.output.type",

  agentId: "gen_ai.agent.id",
  agentName: "gen_ai.agent.name",
  agentVersion: "gen_ai.agent.version",

  requestModel: "gen_ai.request.model",
  requestTemperature: "gen_ai.request.temperature",
  requestTopP: "gen_ai.request.top_p",
  requestMaxTokens: "gen_ai.request.max_tokens",
  requestSeed: "gen_ai.request.seed",
  requestStopSequences: "gen_ai.request.stop_sequences",
  requestStream: "gen_ai.request.stream",

  responseId: "gen_ai.response.id",
  responseModel: "gen_ai.response.model",
  responseFinishReasons: "gen_ai.response.finish_reasons",
  responseTimeToFirstChunk: "gen_ai.response.time_to_first_chunk",

  inputTokens: "gen_ai.usage.input_tokens",
  outputTokens: "gen_ai.usage.output_tokens",
  cacheReadTokens: "gen_ai.usage.cache_read.input_tokens",
  cacheWriteTokens: "gen_ai.usage.cache_creation.input_tokens",
  reasoningTokens: "gen_ai.usage.reasoning.output_tokens",
  costUsd: "gen_ai.usage.cost",

  toolName: "gen_ai.tool.name",
  toolType: "gen_ai.tool.type",
  toolCallId: "gen_ai.tool.call.id",
  toolCallArguments: "gen_ai.tool.call.arguments",
  toolCallResult: "gen_ai.tool.call.result",

  systemInstructions: "gen_ai.system_instructions",
  inputMessages: "gen_ai.input.messages",
  outputMessages: "gen_ai.output.messages",

  projectId: "slipway.project.id",
  appId: "slipway.app.id",
  appSlug: "slipway.app.slug",
  appType: "slipway.app.type",
  revision: "slipway.revision",
  environment: "slipway.environment",
  sessionId: "slipway.session.id",
  runId: "slipway.run.id",
  runStatus: "slipway.run.status",
  stopReason: "slipway.run.stop_reason",
  attempt: "slipway.run.attempt",
  turn: "slipway.turn",
  interrupted: "slipway.interrupted",
  toolOutcome: "slipway.tool.outcome",
  /** Why a model was asked where it was not to answer: `compaction`. */
  purpose: "slipway.purpose",
  callId: "slipway.call.id",
  approvalId: "slipway.approval.id",
  decision: "slipway.decision",
  decidedBy: "slipway.decided_by",
  checkpointId: "slipway.checkpoint.id",
  step: "slipway.step",
  delayMs: "slipway.delay_ms",
  gateName: "slipway.gate.name",
  gatePassed: "slipway.gate.passed",
  tokensBefore: "slipway.tokens.before",
  tokensAfter: "slipway.tokens.after",
  budgetKind: "slipway.budget.kind",
  budgetCurrent: "slipway.budget.current",
  budgetLimit: "slipway.budget.limit",
  memoryCount: "slipway.memory.count",
  filePath: "slipway.file.path",
  code: "slipway.code",
  reason: "slipway.reason",
} as const;

/** Values of `gen_ai.operation.name`; a span's name is the operation and what it works on: `chat gpt-5`. */
export const operationNames = {
  invokeAgent: "invoke_agent",
  chat: "chat",
  executeTool: "execute_tool",
} as const;
