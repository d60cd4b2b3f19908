/** Node's own FormData class is unknown to another copy of undici, which would send it as "[object FormData]". */
type OutgoingBody = Exclude<RequestInit["body"], FormData | undefined>;

/** One request as it goes out: of what `fetch` takes, that which means something on a server. */
export type OutgoingRequest = {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body: OutgoingBody;
  readonly signal: AbortSignal | null;
  readonly redirect: NonNullable<RequestInit["redirect"]>;
};

/** Reads the arguments of `fetch`. Throws a TypeError for an address that is none and for a multipart body. */
export function toOutgoingRequest(input: string | URL | Request, init: RequestInit = {}): OutgoingRequest {
  const base: Partial<Request> = input instanceof Request ? input : {};
  const body = init.body ?? base.body ?? null;
  if (body instanceof FormData) throw new TypeError("A multipart body is not sent.");
  return {
    url: new URL(input instanceof Request ? input.url : input),
    method: (init.method ?? base.method ?? "GET").toUpperCase(),
    headers: new Headers(init.headers ?? base.headers),
    body,
    signal: init.signal ?? base.signal ?? null,
    redirect: init.redirect ?? base.redirect ?? "follow",
  };
}
