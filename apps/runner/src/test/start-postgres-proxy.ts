import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { connectionConfig } from "@slipway/db/connection-config";

export type PostgresProxy = AsyncDisposable & {
  /** The address of the same database through the proxy. */
  readonly url: string;
  /** Breaks every connection, and new ones as soon as they come, until `restore`. */
  cut(): void;
  restore(): void;
  /** Nothing passes any more in either direction, though every connection stays open, until `thaw`. */
  freeze(): void;
  thaw(): void;
  /**
   * The next time that a client sends something with this in it, the server gets it and does it, but the connection breaks
   * before the answer passes. Resolves when that has happened.
   */
  loseAnswerTo(words: string): Promise<void>;
  /** The same for the next answer that has this in it. */
  loseAnswerWith(words: string): Promise<void>;
};

type Link = { readonly client: Socket; readonly server: Socket; lost: (() => void) | null };
type Loss = { readonly from: "client" | "server"; readonly words: string; readonly happened: () => void };

/** Stands between a process and Postgres, to break and hold what passes between them. */
export async function startPostgresProxy(databaseUrl: string): Promise<PostgresProxy> {
  const { host = "localhost", port = 5432 } = connectionConfig(databaseUrl);
  const target = host.startsWith("/") ? { path: `${host}/.s.PGSQL.${port}` } : { host, port };
  const links = new Set<Link>();
  const losses: Loss[] = [];
  let isCut = false;
  let isFrozen = false;

  const listener = createServer((client) => {
    const server = connect(target);
    const link: Link = { client, server, lost: null };
    links.add(link);
    const end = () => {
      links.delete(link);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) socket.on("error", end).on("close", end);
    const watch = (side: Loss["from"], chunk: Buffer) => {
      const at = losses.findIndex(({ from, words }) => from === side && chunk.includes(words));
      if (at !== -1) link.lost = losses.splice(at, 1)[0]?.happened ?? null;
    };
    client.on("data", (chunk: Buffer) => {
      watch("client", chunk);
      server.write(chunk);
    });
    server.on("data", (chunk: Buffer) => {
      watch("server", chunk);
      if (!link.lost) client.write(chunk);
      else if (isReadyForQuery(chunk)) {
        end();
        link.lost();
      }
    });
    if (isCut) end();
    if (isFrozen) hold(link);
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  const url = new URL(databaseUrl);
  url.searchParams.delete("host");
  url.searchParams.delete("port");
  url.host = `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;

  const lose = (from: Loss["from"], words: string) =>
    new Promise<void>((happened) => {
      losses.push({ from, words, happened });
    });
  const breakAll = () => {
    for (const { client, server } of links) {
      client.destroy();
      server.destroy();
    }
  };
  return {
    url: url.toString(),
    cut: () => {
      isCut = true;
      breakAll();
    },
    restore: () => {
      isCut = false;
    },
    freeze: () => {
      isFrozen = true;
      links.forEach(hold);
    },
    thaw: () => {
      isFrozen = false;
      for (const { client, server } of links) {
        client.resume();
        server.resume();
      }
    },
    loseAnswerTo: (words) => lose("client", words),
    loseAnswerWith: (words) => lose("server", words),
    [Symbol.asyncDispose]: async () => {
      breakAll();
      listener.close();
      await once(listener, "close");
    },
  };
}

function hold({ client, server }: Link): void {
  client.pause();
  server.pause();
}

/** Whether the server's answer ends here: with the message Z, its length and the transaction's state. */
function isReadyForQuery(chunk: Buffer): boolean {
  return chunk.subarray(-6, -1).equals(Buffer.from([0x5a, 0, 0, 0, 5]));
}
