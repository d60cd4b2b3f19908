import type { Server } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Listener } from "@slipway/db/events/listen";
import type { Tracing } from "@slipway/tracing/start-tracing";
import type { Runner as Worker } from "graphile-worker";
import type { Runner } from "#compose.ts";

/** How long running work may still finish by itself. */
const graceMs = 25_000;
/** After that: how long it has to stop and be handed over. */
const handoverMs = 5_000;

type RunnerEdges = {
  readonly health: Server;
  readonly listener: Listener;
  readonly tracing: Tracing;
  readonly jobs: Worker;
};

/**
 * Ends a runner in order: no new claims, running work finishes or is handed over, the last events are stored, then the
 * heartbeat goes. Nothing stays `running`.
 */
export async function shutDown(
  runner: Runner,
  { health, listener, tracing, jobs }: RunnerEdges,
): Promise<void> {
  const { dispatcher, heartbeat, sweeper, logger, db, deps } = runner;
  dispatcher.drain();
  await heartbeat.beat();
  logger.info({ running: dispatcher.running }, "Draining");
  const idle = dispatcher.idle();
  await Promise.race([idle, delay(graceMs, undefined, { ref: false })]);
  dispatcher.stopAll({ kind: "handover" });
  await Promise.race([idle, delay(handoverMs, undefined, { ref: false })]);
  await jobs.stop();
  await sweeper.stop();
  deps.tracer.finish();
  await tracing.shutdown();
  await heartbeat
    .stop()
    .catch((error: unknown) => logger.warn({ err: error }, "The heartbeat row stays behind"));
  await listener.close();
  health.close();
  health.closeAllConnections();
  await deps.announcer.settle();
  await db.close();
  // Whoever adds up what runners have done reads it here: nobody asks for the metrics of one that has gone.
  logger.info({ runs: deps.metrics.runs() }, "Stopped");
}
