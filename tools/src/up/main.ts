import { StartError } from "#start-error.ts";
import { packageManagers } from "#up/children/package-managers.ts";
import { readEnv } from "#up/env.ts";
import { orderedShutdown } from "#up/ordered-shutdown.ts";
import { showProgress } from "#up/progress.ts";
import { startSlipway } from "#up/start-slipway.ts";
import { stopRequest } from "#up/stop-request.ts";

/* `npm start`, and with `--dev` `npm run dev`: everything until it answers, then until it is asked to stop. */
const progress = showProgress(process.stdout);
const shutdown = orderedShutdown();
const stop = stopRequest({ starters: packageManagers() });

try {
  const mode = process.argv.includes("--dev") ? "development" : "production";
  await startSlipway({ env: readEnv(), mode, progress, shutdown, stop });
  await stop.requested;
} catch (error) {
  if (!stop.signal.aborted) {
    if (!(error instanceof StartError)) throw error;
    console.error(`\n  ${error.message}\n`);
    process.exitCode = 1;
  }
} finally {
  if (stop.signal.aborted) progress.say("\n  Stopping. Press Ctrl-C again to stop without waiting.");
  await shutdown.run();
  stop.close();
}
