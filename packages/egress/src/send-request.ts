import type { IncomingHttpHeaders } from "node:http";
import { Readable } from "node:stream";
import type { Agent, Dispatcher } from "undici";
import { decodeBody } from "#decode-body.ts";
import { type IncomingContent, openContent } from "#incoming-content.ts";
import type { OutgoingRequest } from "#outgoing-request.ts";

/**
 * One HTTP request and its answer, as `fetch` would make them, but without what means nothing on a server: modes, caches,
 * a stream around a body that is there already, a copy of each chunk. That takes half of the processor time. Follows no
 * redirect. Rejects, and breaks the body off, with a TypeError whose cause is what happened, or with the signal's reason.
 */
export function sendRequest(request: OutgoingRequest, agent: Agent): Promise<Response> {
  const { url, method, headers, body, signal } = request;
  const answer = Promise.withResolvers<Response>();
  let exchange: Dispatcher.DispatchController | null = null;
  let content: IncomingContent | null = null;

  const stopListening = () => signal?.removeEventListener("abort", cut);
  function fail(error: unknown): void {
    stopListening();
    answer.reject(error);
    content?.fail(error);
  }
  /** Closes the socket. */
  function cut(): void {
    fail(signal?.reason);
    exchange?.abort(new Error("The call was cut."));
  }

  if (signal?.aborted) return Promise.reject(signal.reason);
  signal?.addEventListener("abort", cut, { once: true });
  agent.dispatch(
    {
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method,
      headers: { "accept-encoding": "identity", ...Object.fromEntries(headers) },
      body: body instanceof ReadableStream ? Readable.from(body) : body,
    },
    {
      onRequestStart: (started) => {
        exchange = started;
        if (signal?.aborted) cut();
      },
      onResponseStart: (started, status, answered) => {
        if (status < 200) return;
        const received = toHeaders(answered);
        if (method !== "HEAD" && !emptyStatuses.has(status)) {
          content = openContent(started, stopListening);
        }
        const body = content && decodeBody(content.stream, received);
        answer.resolve(new Response(body, { status, headers: received }));
      },
      onResponseData: (_, bytes) => content?.add(bytes),
      onResponseEnd: () => {
        stopListening();
        content?.end();
      },
      onResponseError: (_, cause) => {
        // In the words of Node's fetch, which clients look for.
        fail(new TypeError(content ? "terminated" : "fetch failed", { cause }));
      },
    },
  );
  return answer.promise;
}

/** A response with one of these has no body. */
const emptyStatuses: ReadonlySet<number> = new Set([204, 205, 304]);

function toHeaders(received: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value = []] of Object.entries(received)) {
    if (Array.isArray(value)) for (const one of value) headers.append(name, one);
    else headers.append(name, value);
  }
  return headers;
}
