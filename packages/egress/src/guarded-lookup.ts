import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import { type AddressPolicy, isAddressAllowed } from "#address-policy.ts";
import { EgressRefusedError } from "#egress-error.ts";

/** Asks DNS for all addresses of a name. Rejects when there is none. */
export type ResolveHost = (hostname: string) => Promise<readonly LookupAddress[]>;

export const resolveAll: ResolveHost = async (hostname) => await lookup(hostname, { all: true });

/**
 * For what opens sockets: gives only allowed addresses of a name. The check sits between DNS and connect, on the very
 * addresses that the socket then uses: a name that answers differently the second time (DNS rebinding) gains nothing.
 */
export function createGuardedLookup(policy: AddressPolicy, resolve: ResolveHost): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (found) => {
        const allowed = found.filter(({ address }) => isAddressAllowed(address, policy));
        const [first] = allowed;
        if (!first) callback(addressRefusal(hostname), []);
        else if (options.all) callback(null, allowed);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    );
  };
}

export function addressRefusal(hostname: string): EgressRefusedError {
  return new EgressRefusedError(
    `${hostname} is at an address that this installation does not call (see SLIPWAY_PRIVATE_NETWORK).`,
  );
}
