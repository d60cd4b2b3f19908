import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "@slipway/db/db";
import { readTails } from "@slipway/db/events/read-events";
import {
  type EventBatch,
  type LoggedEvent,
  toEventBatches,
  toLoggedEvents,
} from "#server/live-hub/event-batch.ts";

/** Where one reader's events go. */
export type Outlet = {
  /** False while its buffer is full. What comes then is not kept for it in memory: it reads it from the table later. */
  readonly hasRoom: () => boolean;
  /** Events in order, each exactly once: those of the batch after the given number. */
  readonly take: (batch: EventBatch, after: number) => void;
};

/** One session that is shared by its readers. */
export type Feed = {
  readonly projectId: string;
  readonly sessionId: string;
  /** Every live reader has been given what comes up to here. */
  position: number;
  /** The log reaches at least up to here. */
  knownSeq: number;
  readonly readers: Set<SessionReader>;
};

export type Reader = {
  /** Goes on when there is room again: reads what it has missed, then joins the others. */
  resume(): void;
  leave(): void;
};

export function hasLiveReader(feed: Feed): boolean {
  for (const reader of feed.readers) if (reader.isLive) return true;
  return false;
}

type SessionReaderOptions = {
  readonly feed: Feed;
  readonly after: number;
  /** What comes right after that, where it is known. */
  readonly known: readonly LoggedEvent[] | undefined;
  /** It has missed nothing: it stands where the feed does. */
  readonly isLive: boolean;
  readonly outlet: Outlet;
  readonly db: Db;
  readonly onError: (error: unknown) => void;
  readonly onLive: () => void;
  readonly onLeave: () => void;
};

/** How many events a reader takes from the table at once. */
const catchUpLimit = 100;
const retryDelayMs = 500;

/**
 * A reader is `live` and gets what the feed reads for all, or `behind`, or `reading` what it has missed by itself. Its
 * own cursor decides what it takes, so nothing comes twice; it becomes live only where the feed stands, so nothing is
 * left out.
 */
export class SessionReader implements Reader {
  readonly #options: SessionReaderOptions;
  #state: "behind" | "reading" | "live" | "left" = "behind";
  #cursor: number;
  #known: readonly LoggedEvent[];

  constructor(options: SessionReaderOptions) {
    this.#options = options;
    this.#cursor = options.after;
    this.#known = options.known ?? [];
    if (options.isLive) this.#state = "live";
  }

  get isLive(): boolean {
    return this.#state === "live";
  }

  resume(): void {
    if (this.#state !== "behind") return;
    this.#state = "reading";
    if (this.#takeKnown()) return;
    this.#catchUp().catch((error: unknown) => {
      this.#options.onError(error);
      this.#fallBehind();
    });
  }

  /** True: that was all, and it is live. */
  #takeKnown(): boolean {
    const known = this.#known;
    this.#known = [];
    const last = known.at(-1);
    return last !== undefined && this.#takeAll(known) && this.#goLive(last.seq);
  }

  /** After a failed read: nobody else would resume it. */
  retry(): void {
    if (this.#options.outlet.hasRoom()) this.resume();
  }

  /** What the feed has read for all who are live. */
  offer(batch: EventBatch): void {
    if (this.#state !== "live") return;
    if (this.#options.outlet.hasRoom()) this.#take(batch);
    else this.#state = "behind";
  }

  leave(): void {
    if (this.#state === "left") return;
    this.#state = "left";
    this.#options.feed.readers.delete(this);
    this.#options.onLeave();
  }

  async #catchUp(): Promise<void> {
    const { feed, outlet } = this.#options;
    while (this.#state === "reading" && outlet.hasRoom()) {
      const goal = feed.position;
      const rows = await this.#readTail();
      if (this.#state !== "reading") return;
      if (!this.#takeAll(toLoggedEvents(rows))) break;
      // Nothing is there although the feed was further: those events are deleted.
      if (rows.length === 0) this.#cursor = Math.max(this.#cursor, goal);
      if (rows.length < catchUpLimit && this.#goLive(rows.at(-1)?.seq ?? 0)) return;
    }
    this.#fallBehind();
  }

  /** False: there was no room for all of them. The rest is not kept, but read again later. */
  #takeAll(events: readonly LoggedEvent[]): boolean {
    for (const batch of toEventBatches(events)) {
      if (this.#state !== "reading" || !this.#options.outlet.hasRoom()) return false;
      this.#take(batch);
    }
    return true;
  }

  async #readTail() {
    const { db, feed, onError } = this.#options;
    for (;;) {
      try {
        const tail = { projectId: feed.projectId, sessionId: feed.sessionId, after: this.#cursor };
        return await readTails(db.pool, [tail], catchUpLimit);
      } catch (error) {
        onError(error);
        await sleep(retryDelayMs, undefined, { ref: false });
        if (this.#state !== "reading") return [];
      }
    }
  }

  /** Joins the others, in the same tick in which it is known that nothing is missing in between. */
  #goLive(readUpTo: number): boolean {
    const { feed, onLive } = this.#options;
    if (this.#state !== "reading") return true;
    if (!hasLiveReader(feed)) feed.position = Math.max(feed.position, readUpTo);
    if (this.#cursor < feed.position) return false;
    this.#state = "live";
    onLive();
    return true;
  }

  #take(batch: EventBatch): void {
    const after = this.#cursor;
    const last = batch.events.at(-1);
    if (!last || last.seq <= after) return;
    this.#cursor = last.seq;
    this.#options.outlet.take(batch, after);
  }

  #fallBehind(): void {
    if (this.#state === "reading") this.#state = "behind";
  }
}
