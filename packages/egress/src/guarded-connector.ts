import { isIP } from "node:net";
import { buildConnector } from "undici";
import { type AddressPolicy, isAddressAllowed } from "#address-policy.ts";
import { addressRefusal, createGuardedLookup, type ResolveHost } from "#guarded-lookup.ts";

const connectTimeoutMs = 10_000;

/** Opens sockets to allowed addresses only. */
export function createGuardedConnector(
  policy: AddressPolicy,
  resolve: ResolveHost,
): buildConnector.connector {
  const connect = buildConnector({
    lookup: createGuardedLookup(policy, resolve),
    timeout: connectTimeoutMs,
    // One stream per socket: closing the socket is how a call is cut, and no stream waits for another's window.
    allowH2: false,
  });
  return (options, callback) => {
    const hostname = options.hostname.replace(/^\[|\]$/g, "");
    // A literal address is never looked up.
    if (isIP(hostname) !== 0 && !isAddressAllowed(hostname, policy)) callback(addressRefusal(hostname), null);
    else connect(options, callback);
  };
}
