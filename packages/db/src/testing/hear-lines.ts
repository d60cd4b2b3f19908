import { listen } from "#events/listen.ts";
import type { Channel } from "#events/notify.ts";

export type HeardLines = AsyncDisposable & {
  /** What was told on the channel since, in order. */
  readonly lines: readonly string[];
};

/** Listens on a channel of a test's database, from when it resolves. */
export async function hearLines(url: string, channel: Channel): Promise<HeardLines> {
  const lines: string[] = [];
  const listener = listen({
    url,
    channels: [channel],
    applicationName: "test",
    onLine: (_channel, line) => lines.push(line),
    onReconnect: () => undefined,
    onError: () => undefined,
  });
  await listener.listening;
  return { lines, [Symbol.asyncDispose]: () => listener.close() };
}
