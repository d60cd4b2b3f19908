type OutgoingBody = string | Uint8Array | ReadableStream<Uint8Array> | null;

/** One request as it goes out: of what `fetch` takes, that which means something on a server. */
export type OutgoingRequest = {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body: OutgoingBody;
  readonly signal: AbortSignal | null;
  readonly redirect: NonNullable<RequestInit["redirect"]>;
};

/**
 * Reads the arguments of `fetch`. Throws a TypeError for an address that is none, and for a body that is no text, bytes or
 * stream: nothing else is ever sent.
 */
export function toOutgoingRequest(input: string | URL | Request, init: RequestInit = {}): OutgoingRequest {
  const base: Partial<Request> = input instanceof Request ? input : {};
  const headers = new Headers(init.headers ?? base.headers);
  const body = toBody(init.body ?? base.body ?? null);
  if (typeof body === "string" && !headers.has("content-type")) {
    headers.set("content-type", "text/plain;charset=UTF-8");
  }
  return {
    url: new URL(input instanceof Request ? input.url : input),
    method: (init.method ?? base.method ?? "GET").toUpperCase(),
    headers,
    body,
    signal: init.signal ?? base.signal ?? null,
    redirect: init.redirect ?? base.redirect ?? "follow",
  };
}

function toBody(body: RequestInit["body"]): OutgoingBody {
  if (body === null || body === undefined) return null;
  const isSendable = typeof body === "string" || body instanceof Uint8Array || body instanceof ReadableStream;
  if (!isSendable) throw new TypeError("Only text, bytes and streams are sent.");
  return body;
}
