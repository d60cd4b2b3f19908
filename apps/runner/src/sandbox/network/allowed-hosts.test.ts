import { expect, it } from "vitest";
import { createHostList } from "#sandbox/network/allowed-hosts.ts";

it.each([
  ["example.org", "example.org", 443, true],
  ["example.org", "EXAMPLE.org.", 80, true],
  ["Example.ORG", "example.org", 443, true],
  ["example.org", "example.org", 22, false],
  ["example.org", "www.example.org", 443, false],
  ["example.org", "notexample.org", 443, false],
  ["example.org", "example.org.evil.test", 443, false],
  ["*.example.org", "a.b.example.org", 443, true],
  ["*.example.org", "example.org", 443, false],
  ["*.example.org", "evilexample.org", 443, false],
  ["example.org:8443", "example.org", 8443, true],
  ["example.org:8443", "example.org", 443, false],
  ["*.example.org:8443", "a.example.org", 8443, true],
  ["93.184.216.34", "93.184.216.34", 443, true],
  ["93.184.216.34", "0x5db8d822", 443, true],
  ["2606:4700::1111", "2606:4700:0::1111", 443, true],
  ["[2606:4700::1111]:8443", "2606:4700::1111", 8443, true],
  ["bücher.example", "xn--bcher-kva.example", 443, true],
  ["*", "example.org", 443, false],
] as const)("C52 an entry %j and %s:%i: %s", (...row) => {
  const [entry, host, port, expected] = row;
  expect(createHostList([entry])({ host, port })).toBe(expected);
});
