import { AppError, toErrorBody } from "@slipway/schemas/errors/app-error";
import { newId } from "@slipway/schemas/ids";
import { json } from "#server/answers.ts";
import { getServices, type Services } from "#server/services.ts";
import { toAnswerableError } from "#server/to-answerable-error.ts";

/** One request while it is answered. */
export type Answering = {
  readonly request: Request;
  readonly requestId: string;
  readonly services: Services;
};

/**
 * Answers whatever happens: what `handle` throws becomes an error body, never a stack. Every answer carries the id of
 * its request, is stored by nobody unless it says otherwise, and leaves one log line.
 */
export async function answerSafely(
  request: Request,
  handle: (answering: Answering) => Promise<Response> | Response,
): Promise<Response> {
  const answering: Answering = { request, requestId: newId("request"), services: getServices() };
  const startedAt = performance.now();
  const response = await answerOrError(answering, handle);
  response.headers.set("x-request-id", answering.requestId);
  if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
  logAnswer(answering, response, Math.round(performance.now() - startedAt));
  return response;
}

async function answerOrError(
  answering: Answering,
  handle: (answering: Answering) => Promise<Response> | Response,
): Promise<Response> {
  try {
    return await handle(answering);
  } catch (thrown) {
    return answerError(answering, toAnswerableError(thrown));
  }
}

function answerError({ request, requestId, services }: Answering, error: unknown): Response {
  const isExpected = error instanceof AppError;
  if (!isExpected || error.status >= 500) {
    services.logger.error(
      { requestId, method: request.method, path: pathOf(request), error },
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
  response: Response,
  durationMs: number,
): void {
  const path = pathOf(request);
  const level = quietPaths.has(path) ? "debug" : "info";
  const trace = response.headers.get("traceparent")?.split("-")[1];
  services.logger[level](
    {
      method: request.method,
      path,
      status: response.status,
      durationMs,
      requestId,
      ...(trace ? { traceId: trace } : {}),
    },
    "Request",
  );
}

/** Without the query: it may hold what a person searched for. */
function pathOf(request: Request): string {
  return new URL(request.url).pathname;
}
