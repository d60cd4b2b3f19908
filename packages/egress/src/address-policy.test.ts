import { describe, expect, it } from "vitest";
import { isAddressAllowed } from "#address-policy.ts";

const publicAddresses = [
  "8.8.8.8",
  "172.32.0.1",
  "100.128.0.1",
  "2606:4700:4700::1111",
  "::ffff:8.8.8.8",
  "64:ff9b::808:808",
];

const privateAddresses = [
  ["loopback", "127.0.0.1"],
  ["loopback, whole block", "127.255.255.254"],
  ["loopback IPv6", "::1"],
  ["this host", "0.0.0.0"],
  ["this host's network", "0.1.2.3"],
  ["unspecified IPv6", "::"],
  ["RFC 1918, 10/8", "10.0.0.1"],
  ["RFC 1918, 172.16/12", "172.31.255.255"],
  ["RFC 1918, 192.168/16", "192.168.1.1"],
  ["carrier-grade NAT", "100.64.0.1"],
  ["unique local IPv6", "fd12:3456::1"],
  ["IPv4-mapped loopback", "::ffff:127.0.0.1"],
  ["IPv4-mapped loopback in hex", "::ffff:7f00:1"],
  ["IPv4-mapped RFC 1918", "::ffff:10.1.2.3"],
  ["NAT64 of RFC 1918", "64:ff9b::a00:1"],
  ["benchmarking", "198.18.0.1"],
  ["documentation", "192.0.2.1"],
  ["class E", "240.0.0.1"],
] as const;

const neverAllowed = [
  ["AWS, Azure, Google metadata", "169.254.169.254"],
  ["the same, IPv4-mapped", "::ffff:169.254.169.254"],
  ["the same through NAT64", "64:ff9b::a9fe:a9fe"],
  ["container credentials", "169.254.170.2"],
  ["AWS metadata over IPv6", "fd00:ec2::254"],
  ["AWS metadata over IPv6, written out", "fd00:0ec2:0000:0000:0000:0000:0000:0254"],
  ["Google metadata over IPv6", "fd20:ce::254"],
  ["Alibaba metadata", "100.100.100.200"],
  ["Oracle metadata", "192.0.0.192"],
  ["Azure's host", "168.63.129.16"],
  ["link-local", "169.254.0.1"],
  ["link-local IPv6", "fe80::1"],
  ["link-local IPv6 with a zone", "fe80::1%eth0"],
  ["multicast", "224.0.0.1"],
  ["multicast IPv6", "ff02::1"],
  ["broadcast", "255.255.255.255"],
  ["6to4 of loopback", "2002:7f00:1::"],
  ["Teredo", "2001::1"],
  ["IPv4-compatible loopback", "::7f00:1"],
  ["IPv4-translated loopback", "::ffff:0:127.0.0.1"],
  ["IPv6 outside of what is given out", "4000::1"],
  ["a name", "localhost"],
  ["nothing", ""],
] as const;

describe("isAddressAllowed", () => {
  it.each(publicAddresses)("lets %s pass under both policies", (address) => {
    expect(isAddressAllowed(address, { privateNetwork: "deny" })).toBe(true);
    expect(isAddressAllowed(address, { privateNetwork: "allow" })).toBe(true);
  });

  it.each(privateAddresses)("leaves %s to the policy", (_name, address) => {
    expect(isAddressAllowed(address, { privateNetwork: "deny" })).toBe(false);
    expect(isAddressAllowed(address, { privateNetwork: "allow" })).toBe(true);
  });

  it.each(neverAllowed)("refuses %s under both policies", (_name, address) => {
    expect(isAddressAllowed(address, { privateNetwork: "deny" })).toBe(false);
    expect(isAddressAllowed(address, { privateNetwork: "allow" })).toBe(false);
  });
});
