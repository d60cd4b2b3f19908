import { AppError, toErrorBody } from "@slipway/schemas/errors/app-error";
import { newId } from "@slipway/schemas/ids";
import { type Answer, json } from "#server/answers.ts";
import type { ApiRequest } from "#server/http/api-request.ts";
import { getServices, type Services } from "#server/services.ts";
import { toAnswerableError } from "#server/to-answerable-error.ts";

/** One request while it is answered. */
export type Answering = {
  readonly request: ApiRequest;
  readonly requestId: string;
  readonly services: Services;
};

/**
 * Answers whatever happens: what `handle` throws becomes an error body, never a stack. Every answer carries the id of
 * its request, is stored by nobody unless it says otherwise, and leaves one log line.
 */
export async function answerSafely(
  request: ApiRequest,
  handle: (answering: Answering) => Promise<Answer> | Answer,
): Promise<Answer> {
  const answering: Answering = { request, requestId: newId("request"), services: getServices() };
  const startedAt = performance.now();
  const answer = await answerOrError(answering, handle);
  const durationMs = performance.now() - startedAt;
  answering.services.metrics.answered({ method: request.method, status: answer.status, durationMs });
  logAnswer(answering, answer, Math.round(durationMs));
  return {
    ...answer,
    headers: { "cache-control": "no-store", ...answer.headers, "x-request-id": answering.requestId },
  };
}

async function answerOrError(
  answering: Answering,
  handle: (answering: Answering) => Promise<Answer> | Answer,
): Promise<Answer> {
  try {
    return await handle(answering);
  } catch (thrown) {
    return answerError(answering, toAnswerableError(thrown));
  }
}

function answerError({ request, requestId, services }: Answering, error: unknown): Answer {
  const isExpected = error instanceof AppError;
  if (!isExpected || error.status >= 500) {
    services.logger.error(
      { requestId, method: request.method, path: request.path, error },
      "A request failed",
    );
  }
  const headers: Record<string, string> =
    isExpected && error.retryAfterSeconds !== undefined
      ? { "retry-after": String(error.retryAfterSeconds) }
      : {};
  return json(isExpected ? error.status : 500, toErrorBody(error, requestId), headers);
}

/** Asked for every few seconds by whoever watches the process: not worth a line each. */
const quietPaths: ReadonlySet<string> = new Set(["/api/health", "/api/ready"]);

function logAnswer(
  { request, requestId, services }: Answering,
  { status, headers }: Answer,
  durationMs: number,
): void {
  // Without the query: it may hold what a person searched for.
  const { method, path } = request;
  const level = quietPaths.has(path) ? "debug" : "info";
  const trace = headers.traceparent?.toString().split("-")[1];
  services.logger[level](
    { method, path, status, durationMs, requestId, ...(trace ? { traceId: trace } : {}) },
    "Request",
  );
}
