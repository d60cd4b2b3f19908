import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { EgressRefusedError } from "#egress-error.ts";
import { createGuardedFetch } from "#guarded-fetch.ts";
import { startDnsServer } from "#test/dns-server.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const cleanups: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function givenServer(handle: Handler) {
  const requests: IncomingMessage[] = [];
  const sockets = new Set<object>();
  const server = createServer((request, response) => {
    requests.push(request);
    handle(request, response);
  });
  server.on("connection", (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanups.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { server, port, url: `http://127.0.0.1:${port}`, requests, sockets };
}

async function givenNames(records: Record<string, readonly string[][]>) {
  const dns = await startDnsServer(records);
  cleanups.push(dns.close);
  return dns;
}

const allow = createGuardedFetch({ privateNetwork: "allow" });
const deny = createGuardedFetch({ privateNetwork: "deny" });
const hello: Handler = (_request, response) => void response.end("hello");

describe("createGuardedFetch", () => {
  it("answers like fetch where the policy allows the address", async () => {
    const { url } = await givenServer(hello);
    const response = await allow(`${url}/x`);
    expect([response.status, await response.text()]).toEqual([200, "hello"]);
  });

  it.each(["127.0.0.1", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "localhost", "0.0.0.0"])(
    "does not connect to %s when private addresses are denied",
    async (host) => {
      const { port, sockets } = await givenServer(hello);
      await expect(deny(`http://${host}:${port}/`)).rejects.toBeInstanceOf(EgressRefusedError);
      expect(sockets.size).toBe(0);
    },
  );

  it.each(["http://169.254.169.254/", "http://[fd00:ec2::254]/", "http://[::ffff:169.254.169.254]/"])(
    "never calls %s, also where private addresses are allowed",
    async (url) => {
      await expect(allow(url)).rejects.toBeInstanceOf(EgressRefusedError);
    },
  );

  it.each(["file:///etc/passwd", "data:text/plain,x", "ftp://127.0.0.1/"])(
    "does not take %s",
    async (url) => {
      await expect(allow(url)).rejects.toBeInstanceOf(EgressRefusedError);
    },
  );

  it.each([25, 6000])("never calls port %i, which is another protocol's", async (port) => {
    await expect(allow(`http://127.0.0.1:${port}/`)).rejects.toThrow(EgressRefusedError);
  });

  it("calls no address that holds credentials", async () => {
    const { port, requests } = await givenServer(hello);
    await expect(allow(`http://name:secret@127.0.0.1:${port}/`)).rejects.toThrow(TypeError);
    expect(requests).toEqual([]);
  });

  it.each([
    ["gzip", gzipSync],
    ["x-gzip", gzipSync],
    ["deflate", deflateSync],
  ])("reads an answer that came as %s, although none was asked for", async (encoding, encode) => {
    const { url, requests } = await givenServer((_request, response) => {
      response.setHeader("content-encoding", encoding).end(encode("hello"));
    });
    expect(await (await allow(url)).text()).toBe("hello");
    expect(requests[0]?.headers["accept-encoding"]).toBe("identity");
  });

  it("does not take an answer that it cannot decode", async () => {
    const { url } = await givenServer((_request, response) => {
      response.setHeader("content-encoding", "x-unknown").end("?");
    });
    await expect(allow(url)).rejects.toMatchObject({
      name: "TypeError",
      cause: { message: expect.stringContaining("x-unknown") },
    });
  });

  it("sends text, bytes and streams, and nothing else", async () => {
    const { url } = await givenServer((request, response) => void request.pipe(response));
    const send = async (body: RequestInit["body"]) => {
      return await (await allow(url, { method: "POST", ...(body !== undefined && { body }) })).text();
    };
    expect(await send("text")).toBe("text");
    expect(await send(Buffer.from("bytes"))).toBe("bytes");
    expect(await send(new Response("stream").body)).toBe("stream");
    await expect(send(new FormData())).rejects.toThrow("Only text, bytes and streams");
    await expect(send(new Blob(["blob"]))).rejects.toThrow("Only text, bytes and streams");
  });

  it("has every header of an answer, also those that came twice", async () => {
    const { url } = await givenServer((_request, response) => {
      response.setHeader("x-a", "1").setHeader("set-cookie", ["a=1", "b=2"]).end();
    });
    const { headers } = await allow(url);
    expect([headers.get("x-a"), headers.getSetCookie()]).toEqual(["1", ["a=1", "b=2"]]);
  });

  it.each([204, 304])("has no body in a %i", async (status) => {
    const { url } = await givenServer((_request, response) => void response.writeHead(status).end());
    const response = await allow(url);
    expect([response.status, response.body]).toEqual([status, null]);
  });

  it("closes the socket when nobody reads the answer any more", async () => {
    const closing = Promise.withResolvers<void>();
    const { url } = await givenServer((request, response) => {
      request.socket.on("close", closing.resolve);
      response.write("first");
    });
    await (await allow(url)).body?.cancel();
    await closing.promise;
  });

  it("breaks the body off where the server does", async () => {
    const started = Promise.withResolvers<ServerResponse>();
    const { url } = await givenServer((_request, response) => {
      response.write("first");
      started.resolve(response);
    });
    const response = await allow(url);
    (await started.promise).destroy();
    await expect(response.text()).rejects.toMatchObject({
      message: "terminated",
      cause: { code: "UND_ERR_SOCKET" },
    });
  });

  it("judges a name by what DNS answers, and says nothing of the address", async () => {
    const { port, sockets } = await givenServer(hello);
    const { resolve } = await givenNames({ "inside.test": [["127.0.0.1"]] });
    const call = createGuardedFetch({ privateNetwork: "deny" }, resolve)(`http://inside.test:${port}/`);
    await expect(call).rejects.toBeInstanceOf(EgressRefusedError);
    await expect(call).rejects.not.toThrow(/127\.0\.0\.1/);
    expect(sockets.size).toBe(0);
  });

  it("connects to the address that it checked: a name that changes its answer gains nothing", async () => {
    const { port } = await givenServer(hello);
    const { resolve, asked } = await givenNames({
      "rebind.test": [["127.0.0.1"], ["169.254.169.254"]],
    });
    const guarded = createGuardedFetch({ privateNetwork: "allow" }, resolve);
    const first = await guarded(`http://rebind.test:${port}/`, { headers: { connection: "close" } });
    expect(await first.text()).toBe("hello");
    expect(asked()).toBe(1);
    await expect(guarded(`http://rebind.test:${port}/`)).rejects.toBeInstanceOf(EgressRefusedError);
    expect(asked()).toBe(2);
  });

  it("uses only the allowed ones of a name's addresses", async () => {
    const { port } = await givenServer(hello);
    const { resolve } = await givenNames({ "mixed.test": [["169.254.169.254", "127.0.0.1"]] });
    const response = await createGuardedFetch(
      { privateNetwork: "allow" },
      resolve,
    )(`http://mixed.test:${port}/`);
    expect(await response.text()).toBe("hello");
  });

  it("passes on that a name does not exist", async () => {
    const { resolve } = await givenNames({});
    const call = createGuardedFetch({ privateNetwork: "allow" }, resolve)("http://nowhere.test/");
    await expect(call).rejects.toMatchObject({ cause: { code: "ENOTFOUND" } });
  });

  it("checks again where a redirect leads", async () => {
    const { url } = await givenServer((_request, response) => {
      response.writeHead(302, { location: "http://169.254.169.254/latest/meta-data/" }).end();
    });
    await expect(allow(url)).rejects.toBeInstanceOf(EgressRefusedError);
  });

  it("keeps the key within the origin", async () => {
    const other = await givenServer(hello);
    const { url, requests } = await givenServer((request, response) => {
      if (request.url === "/here") response.writeHead(307, { location: "/there" }).end();
      else response.writeHead(307, { location: `${other.url}/elsewhere` }).end();
    });
    const headers = {
      authorization: "Bearer secret",
      "x-api-key": "secret",
      cookie: "a=secret",
      accept: "text/plain",
    };
    await (await allow(`${url}/here`, { headers })).text();
    expect(requests.map((request) => request.headers.authorization)).toEqual([
      "Bearer secret",
      "Bearer secret",
    ]);
    expect(other.requests[0]?.headers).toMatchObject({ accept: "text/plain" });
    expect(JSON.stringify(other.requests[0]?.rawHeaders)).not.toContain("secret");
  });

  it.each([
    [307, "POST", "body"],
    [308, "POST", "body"],
    [301, "GET", ""],
    [302, "GET", ""],
    [303, "GET", ""],
  ])("follows a %i after POST with %s", async (status, method, body) => {
    const { url } = await givenServer((request, response) => {
      if (request.url === "/") response.writeHead(status, { location: "/next" }).end();
      else {
        response.setHeader("x-method", request.method ?? "");
        request.pipe(response);
      }
    });
    const response = await allow(url, { method: "POST", body: "body" });
    expect([response.headers.get("x-method"), await response.text()]).toEqual([method, body]);
  });

  it("gives up after five redirects", async () => {
    const { url, requests } = await givenServer((_request, response) => {
      response.writeHead(302, { location: "/again" }).end();
    });
    await expect(allow(url)).rejects.toThrow("More than 5 redirects");
    expect(requests).toHaveLength(6);
  });

  it("hands a redirect over, or refuses it, when told so", async () => {
    const { url } = await givenServer((_request, response) => {
      response.writeHead(302, { location: "/again" }).end();
    });
    expect((await allow(url, { redirect: "manual" })).status).toBe(302);
    await expect(allow(url, { redirect: "error" })).rejects.toThrow("none was wanted");
  });

  it("takes a Request", async () => {
    const { url, requests } = await givenServer((request, response) => void request.pipe(response));
    const response = await allow(
      new Request(url, { method: "POST", body: "from a request", headers: { "x-a": "1" } }),
    );
    expect([await response.text(), requests[0]?.headers["x-a"]]).toEqual(["from a request", "1"]);
  });

  it("gives the body as it comes", async () => {
    const finishing = Promise.withResolvers<() => void>();
    const { url } = await givenServer((_request, response) => {
      response.write("first");
      finishing.resolve(() => response.end("last"));
    });
    const reader = (await allow(url)).body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe("first");
    (await finishing.promise)();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe("last");
  });

  it("gives what came together in one piece, however many chunks the server made of it", async () => {
    const { url } = await givenServer((_request, response) => {
      response.cork();
      for (const word of ["one ", "two ", "three"]) response.write(word);
      response.uncork();
    });
    const reader = (await allow(url)).body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe("one two three");
  });

  it("gives a body that takes many reads", async () => {
    const { url } = await givenServer((_request, response) => void response.end("x".repeat(3_000_000)));
    expect(await (await allow(url)).text()).toHaveLength(3_000_000);
  });

  it("waits for the rest of a piece that the server has announced", async () => {
    const started = Promise.withResolvers<ServerResponse>();
    const { url } = await givenServer((_request, response) => {
      response.setHeader("content-length", "10").write("first");
      started.resolve(response);
    });
    const reader = (await allow(url)).body?.getReader();
    expect((await reader?.read())?.value).toHaveLength(5);
    const rest = reader?.read();
    await new Promise(setImmediate);
    (await started.promise).end("later");
    expect(Buffer.from((await rest)?.value ?? []).toString()).toBe("later");
  });

  it.each(["before the headers", "in the body"])("closes the socket on abort %s", async (when) => {
    const arrival = Promise.withResolvers<void>();
    const closing = Promise.withResolvers<void>();
    const { url } = await givenServer((request, response) => {
      request.socket.on("close", closing.resolve);
      if (when === "in the body") response.write("first");
      arrival.resolve();
    });
    const abort = new AbortController();
    const call = allow(url, { signal: abort.signal }).then((response) => response.text());
    const settled = expect(call).rejects.toMatchObject({ name: "AbortError" });
    await arrival.promise;
    abort.abort();
    await settled;
    await closing.promise;
  });

  it("reuses sockets", async () => {
    const { url, sockets } = await givenServer(hello);
    for (let call = 0; call < 20; call += 1) await (await allow(url)).text();
    // A socket is free again only after its answer was read: one may come too late for the next call.
    expect(sockets.size).toBeLessThanOrEqual(2);
  });

  it("holds 500 streams to one server at once", async () => {
    const open: ServerResponse[] = [];
    const everyoneIsHere = Promise.withResolvers<void>();
    const { url } = await givenServer((_request, response) => {
      response.write("a");
      if (open.push(response) === 500) everyoneIsHere.resolve();
    });
    const calls = Array.from({ length: 500 }, async () => await (await allow(url)).text());
    await everyoneIsHere.promise;
    for (const response of open) response.end("b");
    expect(new Set(await Promise.all(calls))).toEqual(new Set(["ab"]));
  });
});
