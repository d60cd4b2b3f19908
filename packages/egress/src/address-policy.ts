import ipaddr from "ipaddr.js";

/** Which addresses outside the public internet the server may call. */
export type AddressPolicy = { readonly privateNetwork: "allow" | "deny" };

/**
 * Says whether the server may call this IP address (dotted or colon form, as DNS or a URL gives it).
 *
 * Public addresses are allowed, private ones as the policy says. Never allowed are those where no service for us can
 * live but a machine's credentials can: cloud metadata, link-local, multicast, and tunnels that hide another address.
 */
export function isAddressAllowed(address: string, policy: AddressPolicy): boolean {
  const reach = reachOf(address);
  return reach === "public" || (reach === "private" && policy.privateNetwork === "allow");
}

function reachOf(text: string): "public" | "private" | "never" {
  if (!ipaddr.isValid(text)) return "never";
  const address = unwrap(ipaddr.parse(text));
  if (metadataServices.some((service) => service === address.toNormalizedString())) return "never";
  const range: string = address.range();
  if (privateRanges.has(range)) return "private";
  if (range !== "unicast") return "never";
  return address.kind() === "ipv4" || address.match(globalUnicast) ? "public" : "never";
}

/** The IPv4 address inside an IPv4-mapped or NAT64 one: that is where the packets go. */
function unwrap(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (!(address instanceof ipaddr.IPv6)) return address;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  return address.match(nat64) ? ipaddr.fromByteArray(address.toByteArray().slice(12)) : address;
}

/** Ranges of IANA's special-purpose registries that people number their own machines from, by ipaddr.js's names. */
const privateRanges: ReadonlySet<string> = new Set([
  "private",
  "loopback",
  "unspecified",
  "carrierGradeNat",
  "uniqueLocal",
  "benchmarking",
  "reserved",
]);

/** The only IPv6 block that IANA gives out for the public internet. */
const globalUnicast = ipaddr.parseCIDR("2000::/3");
const nat64 = ipaddr.parseCIDR("64:ff9b::/96");

/** Where clouds hand out credentials, as far as link-local does not cover it already. */
const metadataServices = [
  "100.100.100.200", // Alibaba Cloud
  "168.63.129.16", // Azure's host, inside the public range
  "192.0.0.192", // Oracle Cloud
  "fd00:ec2::23", // AWS, container credentials
  "fd00:ec2::254", // AWS, instance metadata
  "fd20:ce::254", // Google Cloud
].map((service) => ipaddr.parse(service).toNormalizedString());
