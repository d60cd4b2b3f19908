export type HostAndPort = { readonly host: string; readonly port: number };

type Entry = { readonly host: string; readonly withSubdomains: boolean; readonly port: number | null };

const usualPorts: readonly number[] = [80, 443];

/**
 * Reads a list of allowed hosts: `example.org`, `*.example.org` for what lies below it, `example.org:8443`, an address.
 * Without a port the usual ones are meant, 80 and 443.
 */
export function createHostList(allowedHosts: readonly string[]): (target: HostAndPort) => boolean {
  const entries = allowedHosts.map(readEntry);
  return (target) => {
    const host = normalise(target.host);
    return entries.some(
      (entry) =>
        (entry.port === null ? usualPorts.includes(target.port) : entry.port === target.port) &&
        (entry.withSubdomains ? host.endsWith(`.${entry.host}`) : host === entry.host),
    );
  };
}

function readEntry(text: string): Entry {
  const withPort = /^(.*[^:]):(\d{1,5})$/.exec(text.trim());
  const isBareIpv6 = withPort !== null && text.includes("::") && !text.includes("]");
  const name = withPort?.[1] !== undefined && !isBareIpv6 ? withPort[1] : text.trim();
  const withSubdomains = name.startsWith("*.");
  return {
    host: normalise(withSubdomains ? name.slice(2) : name),
    withSubdomains,
    port: withPort && !isBareIpv6 ? Number(withPort[2]) : null,
  };
}

/** One spelling for each host: as a URL has it, without the brackets of an IPv6 address or the dot of the root. */
function normalise(host: string): string {
  const bare = host.replace(/^\[|\]$/g, "");
  const url = `http://${bare.includes(":") ? `[${bare}]` : bare}/`;
  const parsed = URL.canParse(url) ? new URL(url).hostname : bare.toLowerCase();
  return parsed.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}
