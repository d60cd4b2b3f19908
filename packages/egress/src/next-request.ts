import { EgressRefusedError } from "#egress-error.ts";
import type { OutgoingRequest } from "#outgoing-request.ts";

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** What may go along to another origin: it says how to answer, not who asks. Any other header may hold a key. */
const harmlessHeaders: ReadonlySet<string> = new Set([
  "accept",
  "accept-encoding",
  "accept-language",
  "content-type",
  "user-agent",
]);

/**
 * The request that a response redirects to, or null when it is the answer. Follows "HTTP-redirect fetch" of the Fetch
 * standard, but keeps more from another origin than the authorization, and never goes from https to http.
 */
export function nextRequest(sent: OutgoingRequest, response: Response): OutgoingRequest | null {
  const location = response.headers.get("location");
  if (!redirectStatuses.has(response.status) || location === null || sent.redirect === "manual") return null;
  if (sent.redirect === "error") throw new TypeError("The answer is a redirect, and none was wanted.");
  const url = new URL(location, sent.url);
  if (sent.url.protocol === "https:" && url.protocol === "http:") {
    throw new EgressRefusedError("A redirect from https to http is not followed.");
  }
  const headers = url.origin === sent.url.origin ? new Headers(sent.headers) : harmlessOf(sent.headers);
  if (becomesGet(sent.method, response.status)) {
    headers.delete("content-type");
    headers.delete("content-length");
    return { ...sent, url, method: "GET", body: null, headers };
  }
  if (sent.body instanceof ReadableStream) throw new TypeError("A streamed body cannot be sent twice.");
  return { ...sent, url, headers };
}

function becomesGet(method: string, status: number): boolean {
  if (status === 303) return method !== "GET" && method !== "HEAD";
  return (status === 301 || status === 302) && method === "POST";
}

function harmlessOf(headers: Headers): Headers {
  return new Headers([...headers].filter(([name]) => harmlessHeaders.has(name)));
}
