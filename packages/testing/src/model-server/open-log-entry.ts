import type { IncomingMessage, ServerResponse } from "node:http";
import type { ModelRequest } from "#model-server/model-request.ts";
import type { OpenEntry, RequestEnding } from "#model-server/request-log.ts";

type Received = {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly request: ModelRequest | undefined;
};

/** The log entry of a request that has been received whole; it notes by itself how the response ends. */
export function openLogEntry({ incoming, response, method, path, body, request }: Received): OpenEntry {
  const { promise: ended, resolve } = Promise.withResolvers<RequestEnding>();
  let ending: RequestEnding | "open" = "open";
  const entry: OpenEntry = {
    method,
    path,
    headers: incoming.headers,
    body,
    request,
    receivedAt: new Date(),
    get status() {
      return response.headersSent ? response.statusCode : undefined;
    },
    get ending() {
      return ending;
    },
    ended,
    end(how) {
      if (ending !== "open") return;
      ending = how;
      resolve(how);
    },
  };
  response.once("close", () => entry.end(response.writableFinished ? "completed" : "client-closed"));
  return entry;
}
