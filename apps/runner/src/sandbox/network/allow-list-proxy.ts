import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Duplex, pipeline } from "node:stream";
import type { AddressPolicy } from "@slipway/egress/address-policy";
import { EgressRefusedError } from "@slipway/egress/egress-error";
import type { ResolveHost } from "@slipway/egress/guarded-lookup";
import { openGuardedSocket } from "@slipway/egress/guarded-socket";
import { createHostList, type HostAndPort } from "#sandbox/network/allowed-hosts.ts";

export type AllowListProxy = {
  /** The Unix socket where it listens, which only its owner and a sandbox that it is given to can reach. */
  readonly socket: string;
  /** Ends all connections. */
  close(): Promise<void>;
};

export type AllowListSettings = {
  readonly allowedHosts: readonly string[];
  /** Tools reach no private address, whatever else may. Only a test says otherwise. */
  readonly policy?: AddressPolicy;
  readonly resolve?: ResolveHost;
};

const maxConnections = 64;
const idleMs = 120_000;

/**
 * An HTTP proxy that connects to allowed hosts only, and of these only to public addresses: it looks names up itself
 * and connects to what it found. A redirect comes back to the program, which has to ask again.
 */
export async function startAllowListProxy(settings: AllowListSettings): Promise<AllowListProxy> {
  const folder = await mkdtemp(path.join(tmpdir(), "slipway-proxy-"));
  const socket = path.join(folder, "proxy.sock");
  const closing = new AbortController();
  const open = createOpener(settings, closing.signal);
  const server = createServer((incoming, response) => void forward(incoming, response, open));
  server.on("connect", (incoming, client, head) => void tunnel(incoming, { client, head }, open));
  server.on("upgrade", (_incoming, client) => client.destroy());
  server.maxConnections = maxConnections;
  server.headersTimeout = 10_000;
  server.requestTimeout = 0;
  const clients = rememberSockets(server);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(socket, resolve);
  });
  // The folder keeps others out; inside the sandbox it is another user who connects.
  await chmod(socket, 0o666);
  return {
    socket,
    close: async () => {
      closing.abort();
      for (const client of clients) client.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function rememberSockets(server: Server): ReadonlySet<Socket> {
  const clients = new Set<Socket>();
  server.on("connection", (client) => {
    clients.add(client);
    client.setTimeout(idleMs, () => client.destroy());
    client.once("close", () => clients.delete(client));
  });
  return clients;
}

type Open = (target: HostAndPort) => Promise<Socket>;

function createOpener({ allowedHosts, policy, resolve }: AllowListSettings, signal: AbortSignal): Open {
  const isAllowed = createHostList(allowedHosts);
  return async ({ host, port }) => {
    if (!isAllowed({ host, port })) {
      throw new EgressRefusedError(`${host}:${port} is not among the hosts that this app allows its tools.`);
    }
    return await openGuardedSocket({ host, port, signal }, policy ?? { privateNetwork: "deny" }, resolve);
  };
}

/** CONNECT: bytes both ways, which are none of our business. */
async function tunnel(
  incoming: IncomingMessage,
  { client, head }: { client: Duplex; head: Buffer },
  open: Open,
): Promise<void> {
  client.on("error", () => client.destroy());
  const target = URL.canParse(`http://${incoming.url}`) ? new URL(`http://${incoming.url}`) : null;
  if (!target) return void client.end("HTTP/1.1 400 Bad Request\r\n\r\n");
  const port = Number(/:(\d+)$/.exec(incoming.url ?? "")?.[1] ?? 443);
  try {
    const upstream = await open({ host: bareHost(target), port });
    if (client.destroyed) return void upstream.destroy();
    client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    upstream.write(head);
    pipeline(client, upstream, client, () => upstream.destroy());
  } catch (error) {
    const { status, message } = answerTo(error);
    client.end(
      `HTTP/1.1 ${status} Refused\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(message)}\r\nConnection: close\r\n\r\n${message}`,
    );
  }
}

/** A request for an http:// address: made anew, on a connection of its own. */
async function forward(incoming: IncomingMessage, response: ServerResponse, open: Open): Promise<void> {
  try {
    const url = URL.canParse(incoming.url ?? "") ? new URL(incoming.url ?? "") : null;
    if (url?.protocol !== "http:") return refuse(response, 400, "This is a proxy for http:// and CONNECT.\n");
    const upstream = await open({ host: bareHost(url), port: Number(url.port || 80) });
    const outgoing = request({
      createConnection: () => upstream,
      method: incoming.method ?? "GET",
      path: `${url.pathname}${url.search}`,
      headers: { ...endToEnd(incoming.headers), host: url.host, connection: "close" },
    });
    response.once("close", () => upstream.destroy());
    outgoing.once("error", () => refuse(response, 502, "The connection broke.\n"));
    outgoing.once("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
      pipeline(answer, response, () => undefined);
    });
    pipeline(incoming, outgoing, () => undefined);
  } catch (error) {
    const { status, message } = answerTo(error);
    refuse(response, status, message);
  }
}

function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}

/** Headers that mean one connection only (RFC 9110, 7.6.1), and those for the proxy. */
const perConnection = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

function endToEnd(headers: IncomingMessage["headers"]): IncomingMessage["headers"] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !perConnection.has(name)));
}

function refuse(response: ServerResponse, status: number, message: string): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { "content-type": "text/plain", connection: "close" }).end(message);
}

function answerTo(error: unknown): { status: number; message: string } {
  if (error instanceof EgressRefusedError) return { status: 403, message: `${error.message}\n` };
  return { status: 502, message: "The host could not be reached.\n" };
}
