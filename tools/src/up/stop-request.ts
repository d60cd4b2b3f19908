import { isStillAlive, type ProcessIdentity } from "#up/children/process-identity.ts";

export type StopRequest = {
  /** Aborted by the first Ctrl-C, or when what started us is gone. */
  readonly signal: AbortSignal;
  readonly requested: Promise<void>;
  /** Calls back on the second Ctrl-C. */
  onHurry(hurry: () => void): void;
  close(): void;
};

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** npm and pnpm send one Ctrl-C on a second time, within a moment: a person needs longer. */
const echoMs = 500;
const starterCheckMs = 1000;

export type StopRequestOptions = {
  /** Processes that stand between whoever started us and us: when one of them is gone, we stop. */
  readonly starters: readonly ProcessIdentity[];
};

/** Listens for the wish to stop. */
export function stopRequest({ starters }: StopRequestOptions): StopRequest {
  const stopping = new AbortController();
  const { promise: requested, resolve } = Promise.withResolvers<void>();
  const hurries: (() => void)[] = [];
  let requestedAt = 0;
  const request = () => {
    if (!stopping.signal.aborted) {
      requestedAt = Date.now();
      stopping.abort();
      resolve();
    } else if (Date.now() - requestedAt > echoMs) {
      for (const hurry of hurries) hurry();
    }
  };
  for (const signal of signals) process.on(signal, request);
  const starterCheck = setInterval(() => {
    if (!starters.every(isStillAlive) && !stopping.signal.aborted) request();
  }, starterCheckMs);
  return {
    signal: stopping.signal,
    requested,
    onHurry: (hurry) => {
      hurries.push(hurry);
    },
    close: () => {
      clearInterval(starterCheck);
      for (const signal of signals) process.off(signal, request);
    },
  };
}
