import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError, toErrorBody } from "@slipway/schemas/errors/app-error";
import { answerSafely } from "#server/answer-safely.ts";
import { type Answer, json } from "#server/answers.ts";
import { type ApiRequest, toApiRequest } from "#server/http/api-request.ts";
import { drainRequest } from "#server/http/drain-request.ts";
import {
  type Handler,
  type Handlers,
  type Method,
  methods,
  type RouteTable,
} from "#server/http/route-table.ts";
import { sendAnswer } from "#server/http/send-answer.ts";

/** Answers a request for an address of the API. Never rejects. */
export async function serveApi(
  routes: RouteTable,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const request = toApiRequest(incoming, outgoing);
  const answer = await answerOf(routes, request).catch((error: unknown) =>
    answerSafely(request, () => Promise.reject(error)),
  );
  sendAnswer(outgoing, answer);
  drainRequest(incoming);
}

async function answerOf(routes: RouteTable, request: ApiRequest): Promise<Answer> {
  const { path, method } = request;
  const found = routes.find(path);
  if (!found) return await (path.endsWith("/") ? withoutSlash(request) : nothingHere(request));
  const handlers = await found.load();
  const handler = handlerOf(handlers, method);
  return await (handler ? handler(request, found.params) : otherMethod(request, handlers));
}

/** HEAD is GET of which only the head is sent. */
function handlerOf(handlers: Handlers, method: string): Handler | undefined {
  const asked = method === "HEAD" ? "GET" : method;
  return isMethod(asked) ? handlers[asked] : undefined;
}

function isMethod(name: string): name is Method {
  return methods.some((method) => method === name);
}

function nothingHere(request: ApiRequest): Promise<Answer> {
  return answerSafely(request, () => {
    throw new AppError("not_found", "There is nothing at this address. See /docs/api.");
  });
}

/** Addresses have no slash at their end. Ours begin with /api/, so this never leads to another host. */
function withoutSlash(request: ApiRequest): Promise<Answer> {
  const query = request.query.size > 0 ? `?${request.query}` : "";
  const location = `${request.path.replace(/\/+$/, "")}${query}`;
  return answerSafely(request, () => ({ status: 308, headers: { location }, body: null }));
}

function otherMethod(request: ApiRequest, handlers: Handlers): Promise<Answer> {
  const open = methods.filter((method) => handlers[method]);
  const allow = [...open, ...(handlers.GET ? ["HEAD"] : []), "OPTIONS"].join(", ");
  return answerSafely(request, ({ requestId }) => {
    if (request.method === "OPTIONS") return { status: 204, headers: { allow }, body: null };
    const error = new AppError("method_not_allowed", `This address takes ${open.join(", ")}.`);
    return json(error.status, toErrorBody(error, requestId), { allow });
  });
}
