import type { Db } from "#db.ts";
import { type Channel, type Lines, notify } from "#events/notify.ts";

/** Wakes other processes on behalf of this one, without anybody waiting for it. A failure is told once and costs time only. */
export type Announcer = {
  /** Sends these now, or with all that has gathered when the last ones have been sent. */
  tell(lines: Lines): void;
  /** Sends what went out together with what it tells of, unless it did. */
  tellUnless(isTold: Promise<boolean>, lines: Lines): void;
  /** The same for what may wait a moment for company. */
  tellSoon(lines: Lines): void;
  /** Sends what waits. Resolves when it has been sent, or has failed. */
  settle(): Promise<void>;
};

type CreateAnnouncer = { readonly db: Db; readonly onError: (error: unknown) => void };

/** Whoever hears such lines gathers them for as long anyway. */
const soonMs = 100;

/** One statement at a time: the busier the process, the more lines share one. */
export function createAnnouncer({ db, onError }: CreateAnnouncer): Announcer {
  const waiting = new Map<Channel, Set<string>>();
  /** Which of them went out by themselves is not known yet. */
  const onTheirWay = new Set<Promise<void>>();
  let sending: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;

  function add(lines: Lines): void {
    for (const [channel, own = []] of Object.entries(lines) as [Channel, readonly string[] | undefined][]) {
      const known = waiting.get(channel) ?? new Set();
      for (const line of own) known.add(line);
      if (known.size > 0) waiting.set(channel, known);
    }
  }

  function send(): void {
    clearTimeout(timer);
    timer = undefined;
    sending ??= sendAll().finally(() => {
      sending = null;
    });
  }

  async function sendAll(): Promise<void> {
    while (waiting.size > 0) {
      const lines = Object.fromEntries([...waiting].map(([channel, own]) => [channel, [...own]]));
      waiting.clear();
      await notify(db.pool, lines).catch(onError);
    }
  }

  return {
    tell: (lines) => {
      add(lines);
      send();
    },
    tellUnless: (isTold, lines) => {
      const known = isTold.then((told) => {
        onTheirWay.delete(known);
        if (told) return;
        add(lines);
        send();
      });
      onTheirWay.add(known);
    },
    tellSoon: (lines) => {
      add(lines);
      if (!sending) timer ??= setTimeout(send, soonMs).unref();
    },
    settle: async () => {
      await Promise.all(onTheirWay);
      send();
      await sending;
    },
  };
}
