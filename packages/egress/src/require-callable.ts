import { EgressRefusedError } from "#egress-error.ts";

/**
 * Throws an `EgressRefusedError` for an address that no HTTP client calls: of another protocol, or at a port that belongs
 * to another one, which would take a request for commands of its own; a TypeError for one that holds credentials.
 */
export function requireCallable(url: URL): void {
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new EgressRefusedError(`Only http and https addresses are called, not ${url.protocol}`);
  }
  if (otherProtocols.has(url.port)) {
    throw new EgressRefusedError(`The port of ${url.origin} is one that no HTTP client calls.`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new TypeError("An address that holds credentials is not called.");
  }
}

/** Ports of the Fetch standard's list, "bad port": https://fetch.spec.whatwg.org/#port-blocking */
const otherProtocols: ReadonlySet<string> = new Set(
  [
    "0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119",
    "123 135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989",
    "990 993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080",
  ].flatMap((ports) => ports.split(" ")),
);
