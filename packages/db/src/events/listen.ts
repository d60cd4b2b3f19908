import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { connectionConfig } from "#connection-config.ts";
import { type Channel, channels as channelNames } from "#events/notify.ts";

export type Listen = {
  readonly url: string;
  readonly channels: readonly Channel[];
  readonly applicationName: string;
  /** One line of a notification, in the order in which they were sent. Queue lines are empty. */
  readonly onLine: (channel: Channel, line: string) => void;
  /** It listens again after an outage: whatever was sent in between is lost, so catch up from the tables now. */
  readonly onReconnect: () => void;
  /** Told of every failed attempt and lost connection; it tries again by itself. */
  readonly onError: (error: Error) => void;
};

export type Listener = {
  /** Resolves once it listens for the first time, however many attempts that takes, or when it is closed before. */
  readonly listening: Promise<void>;
  close(): Promise<void>;
};

const firstDelayMs = 100;
const longestDelayMs = 5_000;
const pingIntervalMs = 20_000;

/**
 * Listens on the given channels with one connection of its own (a pooled one would lose them), for as long as it is not
 * closed: after an outage it connects again, with a growing delay.
 */
export function listen(input: Listen): Listener {
  const closing = new AbortController();
  const first = Promise.withResolvers<void>();
  const done = keepListening(input, closing.signal, first.resolve).finally(first.resolve);
  return {
    listening: first.promise,
    close: async () => {
      closing.abort();
      await done;
    },
  };
}

async function keepListening(input: Listen, closing: AbortSignal, onFirst: () => void): Promise<void> {
  let delayMs = firstDelayMs;
  for (let attempt = 1; !closing.aborted; attempt += 1) {
    try {
      await listenOnce(input, closing, () => {
        delayMs = firstDelayMs;
        if (attempt > 1) input.onReconnect();
        onFirst();
      });
    } catch (error) {
      if (closing.aborted) return;
      input.onError(error instanceof Error ? error : new Error(String(error)));
      await sleep(delayMs, undefined, { signal: closing }).catch(() => undefined);
      delayMs = Math.min(delayMs * 2, longestDelayMs);
    }
  }
}

/** Listens until the connection is lost, which rejects, or until it is closed. */
async function listenOnce(input: Listen, closing: AbortSignal, onListening: () => void): Promise<void> {
  const client = new pg.Client({
    ...connectionConfig(input.url),
    application_name: input.applicationName,
    connectionTimeoutMillis: 5_000,
    query_timeout: 10_000,
    keepAlive: true,
  });
  const ended = Promise.withResolvers<void>();
  // Nobody may be waiting yet when it is lost while connecting.
  ended.promise.catch(() => undefined);
  client.on("error", (error) => ended.reject(error));
  client.on("end", () => ended.reject(new Error("The connection that listens was closed")));
  client.on("notification", (message) => forward(message, input));
  const onClosing = () => ended.resolve();
  closing.addEventListener("abort", onClosing, { once: true });
  const ping = setInterval(() => {
    client.query("select 1").catch((error: Error) => ended.reject(error));
  }, pingIntervalMs);
  try {
    await client.connect();
    await client.query(input.channels.map((channel) => `listen ${channelNames[channel]}`).join("; "));
    if (!closing.aborted) onListening();
    await ended.promise;
  } finally {
    clearInterval(ping);
    closing.removeEventListener("abort", onClosing);
    await client.end().catch(() => undefined);
  }
}

function forward({ channel: name, payload = "" }: pg.Notification, { channels, onLine }: Listen): void {
  const channel = channels.find((one) => channelNames[one] === name);
  if (!channel) return;
  for (const line of payload.split("\n")) onLine(channel, line);
}
