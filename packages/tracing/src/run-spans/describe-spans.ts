import type { Attributes } from "@opentelemetry/api";
import type { EventPayload } from "@slipway/schemas/events/event";
import { splitModelRef } from "@slipway/schemas/models/model-ref";
import { attributeNames as names, operationNames } from "#attribute-names.ts";
import type { AskedModel, RequestParameters, TracedEnd, TracedRun } from "#run-spans/traced-run.ts";

/** What every span of a run carries. */
export function runAttributes(run: TracedRun): Attributes {
  return {
    [names.projectId]: run.projectId,
    [names.conversationId]: run.sessionId,
    [names.sessionId]: run.sessionId,
    [names.runId]: run.id,
  };
}

/** Which app in which revision it is that answers. */
export function agentAttributes({ app, revision, environment }: TracedRun): Attributes {
  return {
    [names.agentId]: app.id,
    [names.agentName]: app.slug,
    [names.appType]: app.type,
    ...(revision === null ? {} : { [names.agentVersion]: String(revision), [names.revision]: revision }),
    ...(environment === null ? {} : { [names.environment]: environment }),
  };
}

export function requestAttributes(modelRef: string, parameters: RequestParameters): Attributes {
  const { provider, modelId } = splitModelRef(modelRef);
  const { temperature, topP, maxOutputTokens, seed, stop } = parameters;
  return {
    [names.operationName]: operationNames.chat,
    [names.providerName]: provider,
    [names.requestModel]: modelId,
    [names.requestStream]: true,
    ...(temperature === undefined ? {} : { [names.requestTemperature]: temperature }),
    ...(topP === undefined ? {} : { [names.requestTopP]: topP }),
    ...(maxOutputTokens === undefined ? {} : { [names.requestMaxTokens]: maxOutputTokens }),
    ...(seed === undefined ? {} : { [names.requestSeed]: seed }),
    ...(stop === undefined || stop.length === 0 ? {} : { [names.requestStopSequences]: [...stop] }),
  };
}

/** Where the model is. An address that cannot be read is left out: it may hold anything. */
export function serverAttributes({ baseUrl }: AskedModel): Attributes {
  if (!URL.canParse(baseUrl)) return {};
  const { hostname, port, protocol } = new URL(baseUrl);
  if (hostname === "") return {};
  const usual = protocol === "https:" ? 443 : 80;
  return { [names.serverAddress]: hostname, [names.serverPort]: port === "" ? usual : Number(port) };
}

type Answer = Pick<
  EventPayload<"turn.finished">,
  "usage" | "costUsd" | "stopReason" | "ttftMs" | "interrupted" | "responseId" | "responseModel"
>;

export function answerAttributes(answer: Answer): Attributes {
  const { usage, costUsd, stopReason, ttftMs, interrupted, responseId, responseModel } = answer;
  return {
    ...(responseId === undefined ? {} : { [names.responseId]: responseId }),
    ...(responseModel === undefined ? {} : { [names.responseModel]: responseModel }),
    ...usageAttributes({ usage, costUsd }),
    [names.responseFinishReasons]: [stopReason],
    // The convention counts seconds.
    ...(ttftMs === null ? {} : { [names.responseTimeToFirstChunk]: ttftMs / 1_000 }),
    ...(interrupted ? { [names.interrupted]: true } : {}),
  };
}

/** Tokens and cost stand here and nowhere else: sums are made when spans are read. */
export function usageAttributes({ usage, costUsd }: Pick<Answer, "usage" | "costUsd">): Attributes {
  return {
    [names.inputTokens]: usage.inputTokens,
    [names.outputTokens]: usage.outputTokens,
    [names.cacheReadTokens]: usage.cacheReadTokens,
    [names.cacheWriteTokens]: usage.cacheWriteTokens,
    [names.reasoningTokens]: usage.reasoningTokens,
    ...(costUsd === null ? {} : { [names.costUsd]: costUsd }),
  };
}

export function endAttributes({ status, stopReason, attempt }: TracedEnd): Attributes {
  return {
    [names.runStatus]: status,
    [names.attempt]: attempt,
    ...(stopReason === null ? {} : { [names.stopReason]: stopReason }),
  };
}
