import type { IncomingMessage, Server, ServerResponse } from "node:http";
import path from "node:path";
import type { Logger } from "pino";
import { securityHeaders } from "#security/security-headers.ts";
import type { WebEnv } from "#server/env.ts";

type CreatePages = { readonly env: WebEnv; readonly logger: Logger; readonly server: Server };

export type Pages = {
  /** Never rejects. */
  readonly serve: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;
};

/**
 * Next with our pages. It is loaded when the first page is asked for, so that a process that serves only the API need
 * not hold it; while developing at once, because it has much to prepare.
 */
export function createPages({ env, logger, server }: CreatePages): Pages {
  let loading: ReturnType<typeof loadNext> | undefined;
  const load = () => {
    loading ??= loadNext(env, server);
    return loading;
  };
  const fail = (error: unknown) => logger.error({ error }, "A page could not be served");
  if (env.isDevelopment) load().catch(fail);
  return {
    serve: async (incoming, outgoing) => {
      try {
        for (const [name, value] of Object.entries(securityHeaders)) outgoing.setHeader(name, value);
        const handle = await load();
        await handle(incoming, outgoing);
      } catch (error) {
        fail(error);
        if (!outgoing.headersSent) outgoing.statusCode = 500;
        outgoing.end();
      }
    },
  };
}

async function loadNext({ host, port, isDevelopment }: WebEnv, httpServer: Server) {
  const { default: next } = await import("next");
  const dir = path.resolve(import.meta.dirname, "../../..");
  const app = next({ dev: isDevelopment, dir, hostname: host, port, httpServer });
  await app.prepare();
  return app.getRequestHandler();
}
