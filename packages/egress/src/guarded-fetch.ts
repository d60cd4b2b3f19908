import { Agent } from "undici";
import type { AddressPolicy } from "#address-policy.ts";
import { EgressRefusedError } from "#egress-error.ts";
import { createGuardedConnector } from "#guarded-connector.ts";
import { type ResolveHost, resolveAll } from "#guarded-lookup.ts";
import { nextRequest } from "#next-request.ts";
import { type OutgoingRequest, toOutgoingRequest } from "#outgoing-request.ts";
import { requireCallable } from "#require-callable.ts";
import { sendRequest } from "#send-request.ts";

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
      requireCallable(request.url);
      const response = await send(request, dispatcher);
      const next = nextRequest(request, response);
      if (!next) return response;
      if (followed === maxRedirects) throw new TypeError(`More than ${maxRedirects} redirects.`);
      await response.body?.cancel();
      request = next;
    }
  };
}

async function send(request: OutgoingRequest, dispatcher: Agent): Promise<Response> {
  try {
    return await sendRequest(request, dispatcher);
  } catch (error) {
    // What the connector said is wrapped, as fetch wraps it.
    if (error instanceof TypeError && error.cause instanceof EgressRefusedError) throw error.cause;
    throw error;
  }
}
