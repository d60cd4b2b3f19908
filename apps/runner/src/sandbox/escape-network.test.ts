import { chownSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import path from "node:path";
import { startDnsServer } from "@slipway/egress/test/dns-server";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type AllowListSettings, startAllowListProxy } from "#sandbox/network/allow-list-proxy.ts";
import { type GivenSandbox, givenSandbox, runnerUsers } from "#sandbox/test/given-sandbox.ts";

type Behind = AllowListSettings & { readonly names: Record<string, readonly (readonly string[])[]> };
const privateOnes = { privateNetwork: "allow" } as const;

describe.each(runnerUsers)("C52 as %s, of the network a program", (user) => {
  let given: GivenSandbox;
  let server: Server;
  let port: number;
  let visits: string[] = [];
  const closings: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    given = await givenSandbox(user);
    server = createServer((request, response) => {
      visits.push(`${request.headers.host}${request.url}`);
      if (request.url === "/away")
        response.writeHead(302, { location: `http://inside.test:${port}/secret` }).end();
      else response.end("reached");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterEach(async () => {
    visits = [];
    for (const close of closings.splice(0)) await close();
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    given.remove();
  });

  /** Runs a command whose only way out is a proxy, with names as a DNS server of the test gives them. */
  async function runBehindProxy(command: string, { names, ...settings }: Behind) {
    const dns = await startDnsServer(names);
    const proxy = await startAllowListProxy({ resolve: dns.resolve, ...settings });
    closings.push(proxy.close, dns.close);
    // The runner that this test plays belongs to that user.
    if (process.getuid?.() === 0) chownSync(path.dirname(proxy.socket), given.owner, given.owner);
    return await given.run(command, {
      proxySocket: proxy.socket,
      readOnly: [{ source: path.join(import.meta.dirname, "test/visit.mjs"), target: "/opt/visit.mjs" }],
    });
  }

  /** What a program hears when it asks for each of these, one line each. */
  async function visit(asked: readonly string[], settings: Behind): Promise<string[]> {
    const command = `/opt/slipway/bin/node /opt/visit.mjs ${asked.map((line) => `'${line}'`).join(" ")}`;
    const { output } = await runBehindProxy(command, settings);
    return output.trim().split("\n");
  }

  it("has none unless it is given one", async () => {
    const tcp = createTcpServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => tcp.listen(0, "0.0.0.0", resolve));
    closings.push(() => new Promise((resolve) => tcp.close(() => resolve())));
    const open = (tcp.address() as AddressInfo).port;
    const { output } = await given.run(
      `for to in 127.0.0.1/${port} 127.0.0.1/${open} 10.0.0.1/80 169.254.169.254/80 1.1.1.1/53; do (: </dev/tcp/$to) 2>/dev/null && echo "reached $to" || echo refused; done; getent hosts example.org || echo unknown; cat /proc/net/route | wc -l; cut -d: -f1 -s /proc/net/dev`,
    );
    expect(output).toBe("refused\nrefused\nrefused\nrefused\nrefused\nunknown\n1\n    lo\n");
  });

  it("reaches an allowed host through the proxy", async () => {
    const heard = await visit(
      [
        `plain http://allowed.test:${port}/plain`,
        `tunnel http://allowed.test:${port}/tunnel`,
        `fetch http://sub.wild.test:${port}/fetch`,
      ],
      {
        allowedHosts: [`allowed.test:${port}`, `*.wild.test:${port}`],
        policy: privateOnes,
        names: { "allowed.test": [["127.0.0.1"]], "sub.wild.test": [["127.0.0.1"]] },
      },
    );
    expect(heard).toEqual([
      `plain http://allowed.test:${port}/plain 200 reached`,
      `tunnel http://allowed.test:${port}/tunnel 200 reached`,
      `fetch http://sub.wild.test:${port}/fetch 200 reached`,
    ]);
    expect(visits).toEqual([
      `allowed.test:${port}/plain`,
      `allowed.test:${port}/tunnel`,
      `sub.wild.test:${port}/fetch`,
    ]);
  });

  it("reaches no other host, port or address", async () => {
    const names = { "allowed.test": [["127.0.0.1"]], "other.test": [["127.0.0.1"]] };
    const refusal = "is not among the hosts that this app allows its tools.";
    const heard = await visit(
      [
        `plain http://other.test:${port}/`,
        `tunnel http://other.test:${port}/`,
        `plain http://127.0.0.1:${port}/`,
        `tunnel http://127.0.0.1:${port}/`,
        `plain http://allowed.test:${port}/`,
        `plain http://other.test:${port}/ allowed.test`,
      ],
      { allowedHosts: ["allowed.test"], policy: privateOnes, names },
    );
    expect(heard).toEqual([
      `plain http://other.test:${port}/ 403 other.test:${port} ${refusal}`,
      `tunnel http://other.test:${port}/ 403`,
      `plain http://127.0.0.1:${port}/ 403 127.0.0.1:${port} ${refusal}`,
      `tunnel http://127.0.0.1:${port}/ 403`,
      `plain http://allowed.test:${port}/ 403 allowed.test:${port} ${refusal}`,
      `plain http://other.test:${port}/ 403 other.test:${port} ${refusal}`,
    ]);
    expect(visits).toEqual([]);
  });

  it("reaches no private or metadata address, whatever name it hides behind", async () => {
    const addresses = [
      "127.0.0.1",
      "10.1.2.3",
      "192.168.0.1",
      "169.254.169.254",
      "100.100.100.200",
      "0.0.0.0",
    ];
    const names = Object.fromEntries(addresses.map((address, index) => [`n${index}.test`, [[address]]]));
    const hosts = [
      ...[...Object.keys(names), ...addresses],
      ...["[::1]", "[::ffff:127.0.0.1]", "[fd00:ec2::254]", "2130706433", "localhost"],
    ];
    const asked = hosts.flatMap((host) => [
      `plain http://${host}:${port}/`,
      `tunnel http://${host}:${port}/`,
    ]);
    const heard = await visit(asked, {
      allowedHosts: hosts.map((host) => `${host}:${port}`),
      names: { ...names, localhost: [["127.0.0.1"]] },
    });
    expect(heard).toHaveLength(asked.length);
    expect(heard.filter((line) => !/ 403( |$)/.test(line))).toEqual([]);
    expect(visits).toEqual([]);
  });

  it("gains nothing by a name that changes its address, or by a redirect", async () => {
    const heard = await visit(
      [
        `plain http://rebind.test:${port}/first`,
        `plain http://rebind.test:${port}/second`,
        `fetch http://start.test:${port}/away`,
      ],
      {
        allowedHosts: [`rebind.test:${port}`, `start.test:${port}`],
        policy: privateOnes,
        names: {
          "rebind.test": [["127.0.0.1"], ["169.254.169.254"]],
          "start.test": [["127.0.0.1"]],
          "inside.test": [["127.0.0.1"]],
        },
      },
    );
    expect(heard[0]).toBe(`plain http://rebind.test:${port}/first 200 reached`);
    expect(heard[1]).toMatch(/ 403 rebind\.test is at an address/);
    expect(heard[2]).toMatch(/failed: fetch failed$/);
    expect(visits).toEqual([`rebind.test:${port}/first`, `start.test:${port}/away`]);
  });

  it("finds nothing but the proxy behind the socket, and no files of it", async () => {
    const { output } = await runBehindProxy(
      "ls -l /run/slipway; rm -f /run/slipway/proxy.sock; printf 'GET /etc/passwd HTTP/1.0\\r\\n\\r\\n' | socat - UNIX-CONNECT:/run/slipway/proxy.sock; printf 'nonsense\\r\\n\\r\\n' | socat - UNIX-CONNECT:/run/slipway/proxy.sock",
      { allowedHosts: ["allowed.test"], names: {} },
    );
    expect(output).toMatch(/cannot remove/);
    expect(output.match(/400 Bad Request/g)).toHaveLength(2);
  });
});
