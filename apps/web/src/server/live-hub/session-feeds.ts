import type { Db } from "@slipway/db/db";
import type { HeardEvents } from "@slipway/db/events/events-line";
import { readTails } from "@slipway/db/events/read-events";
import { readLastSeqs } from "@slipway/db/events/read-last-seqs";
import { type LoggedEvent, toEventBatches, toLoggedEvents } from "#server/live-hub/event-batch.ts";
import {
  type Feed,
  hasLiveReader,
  type Outlet,
  type Reader,
  SessionReader,
} from "#server/live-hub/session-reader.ts";

export type FollowSession = {
  readonly projectId: string;
  readonly sessionId: string;
  /** The last event that is not wanted any more. */
  readonly after: number;
  /** The session's last event as it was found a moment ago. */
  readonly lastSeq: number;
  /** Nothing can have come after that yet: whoever wants no more than what comes need not look. */
  readonly isNew?: boolean;
  /** The events after `after`, where whoever follows knows them: they are not read again. */
  readonly known?: readonly LoggedEvent[];
  readonly outlet: Outlet;
};

type SessionFeedsOptions = { readonly db: Db; readonly onError: (error: unknown) => void };

/** How many events of one session a shared read takes at once. */
const batchLimit = 500;

/**
 * What the web's streams and waiting requests know of the sessions' logs. However many follow a session, a wake-up reads
 * its tail once; all sessions that are woken together are read in one statement.
 */
export class SessionFeeds {
  readonly #db: Db;
  readonly #onError: (error: unknown) => void;
  readonly #feeds = new Map<string, Feed>();
  readonly #woken = new Set<Feed>();
  #isScheduled = false;
  #isReading = false;

  constructor({ db, onError }: SessionFeedsOptions) {
    this.#db = db;
    this.#onError = onError;
  }

  /** Begins to follow a session; the first events arrive when `resume` is called. */
  follow({ projectId, sessionId, after, lastSeq, isNew = false, known, outlet }: FollowSession): Reader {
    const feed = this.#feedOf(projectId, sessionId, lastSeq);
    const reader = new SessionReader({
      feed,
      after,
      known,
      isLive: isNew && after === lastSeq && feed.position === lastSeq,
      outlet,
      db: this.#db,
      onError: this.#onError,
      onLive: () => this.#wakeIfBehind(feed),
      onLeave: () => {
        if (feed.readers.size > 0) return;
        this.#feeds.delete(sessionId);
        this.#woken.delete(feed);
      },
    });
    feed.readers.add(reader);
    this.#wakeIfBehind(feed);
    return reader;
  }

  /** A session has events up to this number. What was heard of them need not be read, unless something is missing before. */
  wake({ sessionId, lastSeq, events }: HeardEvents): void {
    const feed = this.#feeds.get(sessionId);
    if (!feed || lastSeq <= feed.knownSeq) return;
    feed.knownSeq = lastSeq;
    if (hasLiveReader(feed)) {
      const heard = events();
      const [first] = heard;
      if (first && first.seq <= feed.position + 1) this.#fanOut(feed, heard);
    }
    this.#wakeIfBehind(feed);
  }

  /** Finds the sessions whose notification was lost, in one statement; none when nobody follows any. */
  async compare(): Promise<void> {
    if (this.#feeds.size === 0) return;
    for (const [sessionId, lastSeq] of await readLastSeqs(this.#db.pool, [...this.#feeds.values()])) {
      this.wake({ sessionId, lastSeq, events: () => [] });
    }
    // What was known but could not be read, because the database was away, is tried again.
    for (const feed of this.#feeds.values()) {
      this.#wakeIfBehind(feed);
      for (const reader of feed.readers) reader.retry();
    }
  }

  #feedOf(projectId: string, sessionId: string, lastSeq: number): Feed {
    const known = this.#feeds.get(sessionId);
    if (known && known.projectId !== projectId) throw new Error(`Two projects have a session ${sessionId}`);
    if (known) return known;
    const feed: Feed = { projectId, sessionId, position: lastSeq, knownSeq: lastSeq, readers: new Set() };
    this.#feeds.set(sessionId, feed);
    return feed;
  }

  #wakeIfBehind(feed: Feed): void {
    if (feed.knownSeq <= feed.position || !hasLiveReader(feed)) return;
    this.#woken.add(feed);
    if (this.#isScheduled || this.#isReading) return;
    this.#isScheduled = true;
    // All lines of one notification are heard before anything is read.
    queueMicrotask(() => {
      this.#isScheduled = false;
      this.#readWoken().catch(this.#onError);
    });
  }

  /** Wake-ups that come while a read is under way wait for its end and are read together. */
  async #readWoken(): Promise<void> {
    this.#isReading = true;
    try {
      while (this.#woken.size > 0) {
        const due = [...this.#woken];
        this.#woken.clear();
        const rows = await readTails(
          this.#db.pool,
          due.map(({ projectId, sessionId, position }) => ({ projectId, sessionId, after: position })),
          batchLimit,
        );
        const bySession = Map.groupBy(rows, (row) => row.sessionId);
        for (const feed of due) {
          const read = bySession.get(feed.sessionId) ?? [];
          const last = this.#fanOut(feed, toLoggedEvents(read));
          if (last && read.length === batchLimit) feed.knownSeq = Math.max(feed.knownSeq, last.seq + 1);
          this.#wakeIfBehind(feed);
        }
      }
    } finally {
      this.#isReading = false;
    }
  }

  /** Gives live readers what is new to them. Returns the last of it. */
  #fanOut(feed: Feed, events: readonly LoggedEvent[]): LoggedEvent | undefined {
    // Readers may have come and gone, and moved the position, while the events were read.
    const fresh = events.filter((event) => event.seq > feed.position);
    const last = fresh.at(-1);
    if (!last) return undefined;
    feed.position = last.seq;
    for (const batch of toEventBatches(fresh)) {
      for (const reader of feed.readers) reader.offer(batch);
    }
    return last;
  }
}
