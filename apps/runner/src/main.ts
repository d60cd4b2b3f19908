import { listen } from "@slipway/db/events/listen";
import { readCurrentLoad } from "@slipway/db/overview/read-current-load";
import { contractVersion } from "@slipway/schemas/contract-version";
import { startTracing } from "@slipway/tracing/start-tracing";
import { compose } from "#compose.ts";
import { readEnv, silenceLibraries } from "#env.ts";
import { startHealthServer } from "#http/health-server.ts";
import { startJobs } from "#jobs/start-jobs.ts";
import { openSandbox } from "#sandbox/open-sandbox.ts";
import { shutDown } from "#shutdown.ts";

silenceLibraries();
const env = readEnv();
const sandbox = await openSandbox(env);
const runner = compose(env, { sandbox });
const { dispatcher, heartbeat, sweeper, logger, metrics, spanStore, warmUp } = runner;
const tracing = await startTracing({
  serviceName: "slipway-runner",
  version: contractVersion,
  spanStore,
  env: env.openTelemetry,
  warn: (message) => logger.warn(message),
});
metrics.watchExports(() => tracing.exportStats());
metrics.watchQueue(async () => (await readCurrentLoad(runner.db.pool)).oldestQueuedMs ?? 0);

if (sandbox.kind === "missing") {
  logger.warn({ reason: sandbox.reason }, `Tools are refused: there is no sandbox. ${sandbox.advice}`);
} else if (sandbox.kind === "unconfined") {
  logger.warn({ reason: sandbox.reason }, "Tools run without a sandbox, because SLIPWAY_UNSAFE_TOOLS is 1");
}

const health = await startHealthServer(runner, env.port);
const listener = listen({
  url: env.databaseUrl,
  channels: ["queue", "cancel"],
  applicationName: "slipway-runner-listen",
  onLine: (channel, line) => (channel === "cancel" ? dispatcher.cancel(line) : dispatcher.hear(line)),
  onReconnect: () => dispatcher.wake(),
  onError: (error) => logger.warn({ err: error }, "The connection that listens was lost; connecting again"),
});
await Promise.all([listener.listening, heartbeat.start(), warmUp()]);
const jobs = await startJobs(runner);
dispatcher.start();
sweeper.start();
logger.info({ port: env.port, concurrency: env.concurrency }, "Ready");

let isStopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    shutDown(runner, { health, listener, tracing, jobs }).then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, "The shutdown failed");
        process.exit(1);
      },
    );
  });
}
