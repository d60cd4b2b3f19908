import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { Logger } from "pino";
import type { WebEnv } from "#server/env.ts";
import type { RouteTable } from "#server/http/route-table.ts";
import { serveApi } from "#server/http/serve-api.ts";
import { createPages } from "#server/http/serve-pages.ts";
import { createTurns } from "#server/http/take-turns.ts";

type OpenServer = { readonly env: WebEnv; readonly logger: Logger; readonly routes: RouteTable };

/** Listens for requests: those for the API are answered by its routes, all others by Next. Rejects when it cannot. */
export async function openServer({ env, logger, routes }: OpenServer): Promise<Server> {
  const inTurns = createTurns();
  const server = createServer((incoming, outgoing) => {
    if (incoming.url?.startsWith("/api/")) inTurns(() => void serveApi(routes, incoming, outgoing));
    else void pages.serve(incoming, outgoing);
  });
  const pages = createPages({ env, logger, server });
  server.listen(env.port, env.host);
  await once(server, "listening");
  return server;
}
