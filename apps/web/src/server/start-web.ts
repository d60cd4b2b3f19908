import type { Sweeper } from "@slipway/db/sweep/create-sweeper";
import type { Tracing } from "@slipway/tracing/start-tracing";
import { EnvError } from "#server/env.ts";
import { keepPreparing } from "#server/keep-preparing.ts";
import { closeAllStreams } from "#server/live-hub/get-live-hub.ts";
import { getServices, type Services } from "#server/services.ts";
import { createWebSweeper } from "#server/sweep-web.ts";
import { traceWeb } from "#server/trace-web.ts";

/** Starts the process's services. Ends the process with one clear sentence when the environment cannot be used. */
export async function startWeb(): Promise<void> {
  const services = servicesOrExit();
  const tracing = await traceWeb(services);
  const sweeper = createWebSweeper(services);
  endInOrder(services, { tracing, sweeper });
  await keepPreparing(services);
  sweeper.start();
}

function servicesOrExit(): Services {
  try {
    return getServices();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** Next stops accepting by itself and exits when the last answer has ended: open streams would never end. */
function endInOrder(
  { logger }: Services,
  { tracing, sweeper }: { readonly tracing: Tracing; readonly sweeper: Sweeper },
): void {
  const end = async () => {
    await sweeper.stop();
    await tracing.flush();
    await closeAllStreams();
    await tracing.shutdown();
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      end().catch((error: unknown) => logger.error({ error }, "The web did not end in order"));
    });
  }
}
