import type { Server } from "node:http";
import type { Sweeper } from "@slipway/db/sweep/create-sweeper";
import type { Tracing } from "@slipway/tracing/start-tracing";
import { createServices } from "#server/create-services.ts";
import { EnvError, readEnv } from "#server/env.ts";
import { closeServer } from "#server/http/close-server.ts";
import { openServer } from "#server/http/open-server.ts";
import type { RouteTable } from "#server/http/route-table.ts";
import { keepPreparing } from "#server/keep-preparing.ts";
import { closeAllStreams } from "#server/live-hub/get-live-hub.ts";
import type { Services } from "#server/services.ts";
import { createWebSweeper } from "#server/sweep-web.ts";
import { traceWeb } from "#server/trace-web.ts";
import { startWebHeartbeat, type WebHeartbeat } from "#server/web-heartbeat.ts";

/** Starts the web. Ends the process with one clear sentence when the environment cannot be used. */
export async function startWeb(routes: RouteTable): Promise<void> {
  const services = servicesOrExit();
  const { env, logger } = services;
  globalThis.slipwayServices = services;
  // What nobody waited for must not end everybody's streams.
  process.on("uncaughtException", (error) => logger.error({ error }, "Nobody caught this"));
  const tracing = await traceWeb(services);
  services.metrics.watchExports(() => tracing.exportStats());
  const sweeper = createWebSweeper(services);
  await keepPreparing(services);
  const server = await openServer({ env, logger, routes }).catch((error: Error) => {
    process.stderr.write(`The web cannot listen on ${env.host}:${env.port}: ${error.message}\n`);
    process.exit(1);
  });
  const heartbeat = startWebHeartbeat(services);
  endInOrder(services, { server, tracing, sweeper, heartbeat });
  sweeper.start();
  logger.info({ host: env.host, port: env.port }, "Ready");
}

function servicesOrExit(): Services {
  try {
    return createServices(readEnv());
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

type Started = {
  readonly server: Server;
  readonly tracing: Tracing;
  readonly sweeper: Sweeper;
  readonly heartbeat: WebHeartbeat;
};

/** Takes no more requests, lets streams end and requests be answered, then exits. */
function endInOrder({ env, logger }: Services, { server, tracing, sweeper, heartbeat }: Started): void {
  const end = async () => {
    const closed = closeServer(server);
    await sweeper.stop();
    await tracing.flush();
    await heartbeat.stop();
    await closeAllStreams();
    // While developing, browsers hold connections that only the end of the process closes.
    if (!env.isDevelopment) await closed;
    await tracing.shutdown();
  };
  let isEnding = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (isEnding) return;
      isEnding = true;
      end().then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ error }, "The web did not end in order");
          process.exit(1);
        },
      );
    });
  }
}
