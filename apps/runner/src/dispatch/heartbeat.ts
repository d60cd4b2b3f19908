import { hostname } from "node:os";
import { beatRunner, removeRunner } from "@slipway/db/runners/beat-runner";
import { every } from "@slipway/db/sweep/every";
import { heartbeatIntervalMs, leaseMs } from "@slipway/db/sweep/lease";
import { contractVersion } from "@slipway/schemas/contract-version";
import type { Dispatcher } from "#dispatch/dispatcher.ts";
import { ownProcess } from "#dispatch/process-identity.ts";
import type { RunDeps } from "#run/run-deps.ts";

export type Heartbeat = {
  /** Beats once, then every three seconds. Rejects if the first one cannot be stored. */
  start(): Promise<void>;
  beat(): Promise<void>;
  isFresh(): boolean;
  stop(): Promise<void>;
};

type HeartbeatOptions = {
  readonly runnerId: string;
  readonly capacity: number;
  readonly projectRunning: number;
  readonly dispatcher: Dispatcher;
};

export function createHeartbeat(
  deps: RunDeps,
  { runnerId, capacity, projectRunning, dispatcher }: HeartbeatOptions,
): Heartbeat {
  let isDraining = false;
  let lastBeatAt: number | null = null;
  const process = ownProcess();
  let beating: ReturnType<typeof every> | undefined;

  async function beat(): Promise<void> {
    const running = dispatcher.running;
    await beatRunner(deps.db.pool, {
      id: runnerId,
      contractVersion,
      host: hostname(),
      pid: globalThis.process.pid,
      process,
      capacity,
      projectLimit: projectRunning,
      running,
      isDraining,
      telemetry: deps.metrics.exports(),
    });
    lastBeatAt = performance.now();
  }

  async function beatOrWarn(): Promise<void> {
    try {
      await beat();
    } catch (error) {
      deps.logger.warn({ err: error }, "The heartbeat could not be stored");
    }
  }

  return {
    start: async () => {
      await beat();
      beating = every(heartbeatIntervalMs, beatOrWarn);
    },
    beat: async () => {
      isDraining = true;
      await beatOrWarn();
    },
    isFresh: () => lastBeatAt !== null && performance.now() - lastBeatAt < leaseMs,
    stop: async () => {
      await beating?.stop();
      await removeRunner(deps.db.pool, runnerId);
    },
  };
}
