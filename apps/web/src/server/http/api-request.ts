import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";

/** What a door sees of a request: no more is read or made than is asked for. */
export type ApiRequest = {
  readonly method: string;
  /** As it was sent: not decoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: RequestHeaders;
  /** Aborted when the client goes away before it is answered. */
  readonly signal: AbortSignal;
  /** Bytes as they arrive. */
  readonly body: Readable;
};

/** Headers by their names in lower case. A `Headers` is one, too. */
export type RequestHeaders = Iterable<[string, string]> & {
  readonly get: (name: string) => string | null;
  readonly has: (name: string) => boolean;
};

export function toApiRequest(incoming: IncomingMessage, outgoing: ServerResponse): ApiRequest {
  const { method = "GET", url = "/" } = incoming;
  const end = url.indexOf("?");
  let signal: AbortSignal | undefined;
  return {
    method,
    path: end === -1 ? url : url.slice(0, end),
    query: new URLSearchParams(end === -1 ? "" : url.slice(end + 1)),
    headers: toRequestHeaders(incoming),
    body: incoming,
    get signal() {
      signal ??= closeSignal(outgoing);
      return signal;
    },
  };
}

function toRequestHeaders({ headers: given, socket }: IncomingMessage): RequestHeaders {
  // Whoever counts attempts by address needs one: the proxy's word if there is a proxy, else the connection's other end.
  const headers = given["x-forwarded-for"] ? given : { ...given, "x-forwarded-for": socket.remoteAddress };
  return {
    get: (name) => textOf(headers[name]),
    has: (name) => headers[name] !== undefined,
    [Symbol.iterator]: () => entriesOf(headers),
  };
}

function* entriesOf(headers: IncomingHttpHeaders): Generator<[string, string]> {
  for (const [name, value] of Object.entries(headers)) {
    const text = textOf(value);
    if (text !== null) yield [name, text];
  }
}

function textOf(value: string | string[] | undefined): string | null {
  if (value === undefined) return null;
  return typeof value === "string" ? value : value.join(", ");
}

function closeSignal(outgoing: ServerResponse): AbortSignal {
  const controller = new AbortController();
  const abort = () => {
    if (!outgoing.writableFinished) controller.abort();
  };
  if (outgoing.destroyed) abort();
  else outgoing.once("close", abort);
  return controller.signal;
}
