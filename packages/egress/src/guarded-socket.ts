import { once } from "node:events";
import { connect, isIP, type Socket } from "node:net";
import { type AddressPolicy, isAddressAllowed } from "#address-policy.ts";
import { addressRefusal, createGuardedLookup, type ResolveHost, resolveAll } from "#guarded-lookup.ts";

export type SocketTarget = { readonly host: string; readonly port: number; readonly signal: AbortSignal };

const connectTimeoutMs = 10_000;

/**
 * Opens a TCP connection to a name or a literal address that the policy allows. Rejects with an `EgressRefusedError`
 * for one that it does not, and after 10 s.
 */
export async function openGuardedSocket(
  { host, port, signal }: SocketTarget,
  policy: AddressPolicy,
  resolve: ResolveHost = resolveAll,
): Promise<Socket> {
  if (isIP(host) !== 0 && !isAddressAllowed(host, policy)) throw addressRefusal(host);
  const socket = connect({ host, port, lookup: createGuardedLookup(policy, resolve), noDelay: true });
  try {
    await once(socket, "connect", {
      signal: AbortSignal.any([signal, AbortSignal.timeout(connectTimeoutMs)]),
    });
    return socket;
  } catch (error) {
    socket.on("error", () => undefined);
    socket.destroy();
    throw error;
  }
}
