import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { ProviderError } from "#model-server/provider-error.ts";

type JsonAnswer = { readonly status: number; readonly body: unknown; readonly headers?: OutgoingHttpHeaders };

export function sendJson(response: ServerResponse, { status, body, headers = {} }: JsonAnswer): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

export function sendError(response: ServerResponse, error: ProviderError, body: unknown): void {
  const headers =
    error.retryAfterSeconds === undefined ? {} : { "retry-after": String(error.retryAfterSeconds) };
  sendJson(response, { status: error.status, body, headers });
}
