import { setTimeout as delay } from "node:timers/promises";
import { type RunningPostgres, type StartPostgres, startPostgres } from "#postgres/start-postgres.ts";

export type KeepPostgresAlive = StartPostgres & {
  /** The server is gone, or could not be started again; the next start comes after `restartInMs`. */
  readonly onCrash: (crash: { readonly reason: string; readonly restartInMs: number }) => void;
  readonly onRestart: (pid: number) => void;
};

/** How often is looked whether the process is there: nobody tells us, for it may be one that another launcher started. */
const lookIntervalMs = 500;
const firstDelayMs = 200;
const maxDelayMs = 30_000;

/** Starts the embedded PostgreSQL and starts it again whenever its process is gone, with growing delay, until it is stopped. */
export async function keepPostgresAlive(options: KeepPostgresAlive): Promise<RunningPostgres> {
  const first = await startPostgres(options);
  const stopping = new AbortController();
  const watched = watch(first, options, stopping.signal);
  return {
    ...first,
    stop: async () => {
      stopping.abort();
      const last = await watched;
      await last.stop();
    },
  };
}

/** Resolves with the last server when the watch is over. */
async function watch(
  first: RunningPostgres,
  { onCrash, onRestart, ...start }: KeepPostgresAlive,
  stopping: AbortSignal,
): Promise<RunningPostgres> {
  let running = first;
  let delayMs = firstDelayMs;
  const pause = (ms: number) => delay(ms, undefined, { signal: stopping }).catch(() => undefined);
  for (; !stopping.aborted; await pause(lookIntervalMs)) {
    if (running.isAlive()) {
      delayMs = firstDelayMs;
      continue;
    }
    try {
      onCrash({ reason: "its process is gone", restartInMs: 0 });
      running = await startPostgres(start);
      onRestart(running.pid);
    } catch (error) {
      onCrash({ reason: error instanceof Error ? error.message : String(error), restartInMs: delayMs });
      await pause(delayMs);
      delayMs = Math.min(delayMs * 2, maxDelayMs);
    }
  }
  return running;
}
