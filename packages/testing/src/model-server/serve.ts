import type { IncomingMessage, ServerResponse } from "node:http";
import { describeScripts } from "#model-server/describe-scripts.ts";
import { type HandlerContext, handleRequest } from "#model-server/handle-request.ts";
import { sendJson } from "#model-server/wire/send-json.ts";

/** Answers one HTTP request. `GET /` and `POST /gates/<name>` are for people; every other path is a provider's. */
export async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  context: HandlerContext,
): Promise<void> {
  const method = incoming.method ?? "GET";
  const { pathname: path, searchParams: query } = new URL(incoming.url ?? "/", "http://localhost");
  const gate = /^\/gates\/([\w-]+)$/.exec(path)?.[1];
  if (method === "GET" && path === "/") {
    response.writeHead(200, { "content-type": "text/plain; charset=utf-8" }).end(describeScripts());
    return;
  }
  if (method === "POST" && gate !== undefined) {
    context.gates.open(gate);
    response.writeHead(204).end();
    return;
  }
  try {
    await handleRequest({ incoming, response, method, path, query }, context);
  } catch (error) {
    answerSurprise(response, error);
  }
}

/** Either the client left in the middle of its request, then nobody reads this, or the server has a fault. */
function answerSurprise(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const message = `The scripted model server itself failed: ${error instanceof Error ? error.stack : String(error)}`;
  sendJson(response, {
    status: 500,
    body: { error: { message, type: "server_error", param: null, code: null } },
  });
}
