import type { LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { buildConnector } from "undici";
import { type AddressPolicy, isAddressAllowed } from "#address-policy.ts";
import { EgressRefusedError } from "#egress-error.ts";

/** Asks DNS for all addresses of a name. Rejects when there is none. */
export type ResolveHost = (hostname: string) => Promise<readonly LookupAddress[]>;

const connectTimeoutMs = 10_000;

/**
 * Opens sockets to allowed addresses only. The check sits between DNS and connect, on the very addresses that the
 * socket then uses: a name that answers differently the second time (DNS rebinding) gains nothing.
 */
export function createGuardedConnector(
  policy: AddressPolicy,
  resolve: ResolveHost,
): buildConnector.connector {
  const connect = buildConnector({
    lookup: guardedLookup(policy, resolve),
    timeout: connectTimeoutMs,
    // One stream per socket: closing the socket is how a call is cut, and no stream waits for another's window.
    allowH2: false,
  });
  return (options, callback) => {
    const hostname = options.hostname.replace(/^\[|\]$/g, "");
    // A literal address is never looked up.
    if (isIP(hostname) !== 0 && !isAddressAllowed(hostname, policy)) callback(refusal(hostname), null);
    else connect(options, callback);
  };
}

function guardedLookup(policy: AddressPolicy, resolve: ResolveHost): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (found) => {
        const allowed = found.filter(({ address }) => isAddressAllowed(address, policy));
        const [first] = allowed;
        if (!first) callback(refusal(hostname), []);
        else if (options.all) callback(null, allowed);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    );
  };
}

function refusal(hostname: string): EgressRefusedError {
  return new EgressRefusedError(
    `${hostname} is at an address that this installation does not call (see SLIPWAY_PRIVATE_NETWORK).`,
  );
}
