import { Agent, type BodyInit, fetch as undiciFetch } from "undici";
import type { AddressPolicy } from "#address-policy.ts";
import { EgressRefusedError } from "#egress-error.ts";
import { createGuardedConnector } from "#guarded-connector.ts";
import { type ResolveHost, resolveAll } from "#guarded-lookup.ts";
import { nextRequest } from "#next-request.ts";
import { type OutgoingRequest, toOutgoingRequest } from "#outgoing-request.ts";

const maxRedirects = 5;

/**
 * Makes a `fetch` that only calls addresses that the policy allows, and checks again on each redirect.
 *
 * Takes http and https only; follows at most 5 redirects, never from https to http, and sends no credentials to another
 * origin. Sockets are kept and reused. There is no limit on how long an answer may take: that is the caller's, through
 * its AbortSignal, which closes the socket. Rejects with an `EgressRefusedError` for what it may not call, else as `fetch` does.
 */
export function createGuardedFetch(policy: AddressPolicy, resolve: ResolveHost = resolveAll): typeof fetch {
  const dispatcher = new Agent({
    connect: createGuardedConnector(policy, resolve),
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return async (input, init) => {
    let request = toOutgoingRequest(input, init);
    for (let followed = 0; ; followed += 1) {
      requireHttp(request.url);
      const response = await send(request, dispatcher);
      const next = nextRequest(request, response);
      if (!next) return response;
      if (followed === maxRedirects) throw new TypeError(`More than ${maxRedirects} redirects.`);
      await response.body?.cancel();
      request = next;
    }
  };
}

function requireHttp(url: URL): void {
  if (url.protocol === "http:" || url.protocol === "https:") return;
  throw new EgressRefusedError(`Only http and https addresses are called, not ${url.protocol}`);
}

/** The casts: undici's classes are Node's own `fetch`, but the DOM's types, where those are loaded too, differ in trifles. */
async function send({ url, headers, body, ...init }: OutgoingRequest, dispatcher: Agent): Promise<Response> {
  try {
    const response: unknown = await undiciFetch(url, {
      ...init,
      body: body as BodyInit | null,
      headers: Object.fromEntries(headers),
      redirect: "manual",
      duplex: "half",
      dispatcher,
    });
    return response as Response;
  } catch (error) {
    // fetch wraps what the connector said into a "fetch failed".
    if (error instanceof TypeError && error.cause instanceof EgressRefusedError) throw error.cause;
    throw error;
  }
}
