import { setTimeout as delay } from "node:timers/promises";
import type { Db } from "@slipway/db/db";
import { appendAndTell, type NewsOfAppend } from "@slipway/db/events/append-and-tell";
import { type Append, appendEvents } from "@slipway/db/events/append-events";
import { type EventRecord, toEventRecord } from "@slipway/db/events/event-record";
import { judgeDatabaseError } from "@slipway/db/judge-database-error";
import type { Logger } from "#telemetry/logger.ts";
import type { RunnerMetrics } from "#telemetry/metrics.ts";

type Deps = {
  readonly db: Db;
  readonly logger: Logger;
  readonly metrics: RunnerMetrics;
  readonly now: () => Date;
};

/** What one run brings, and who is told that the database refuses it for good. */
export type PersistentAppend = { readonly append: Append; readonly refuse: (cause: unknown) => void };

export type Flush = {
  /** The same however often it is sent: what it has stored, it does not store again. */
  readonly id: string;
  readonly batch: readonly PersistentAppend[];
  /** What webs are to hear of each as soon as all of it is stored. Left out: nothing. */
  readonly news?: readonly NewsOfAppend[] | null;
};

/** What a run's log holds of an append by now, which need not be what was asked for. */
export type StoredEvents = { readonly events: readonly EventRecord[]; readonly lastSeq: number };

/** For each run of a batch, in its order. Null: another holds its lease, or the database refuses it. */
type Stored = readonly (StoredEvents | null)[];

type StoredAndTold = {
  readonly stored: Stored;
  /** Whether the news went out with it. */
  readonly isTold: Promise<boolean>;
};

/** Waits between attempts to store while the database is away. */
const retryDelaysMs = [50, 100, 250, 500, 1_000];

/** Waits for a database that is away. What the database refuses for good is stored without the run that brought it. */
export async function appendPersistently(deps: Deps, flush: Flush): Promise<StoredAndTold> {
  const { logger, metrics } = deps;
  for (let attempt = 0; ; attempt++) {
    try {
      return await append(deps, flush);
    } catch (error) {
      if (judgeDatabaseError(error) === "refused")
        return { stored: await appendOneByOne(deps, flush, error), isTold: Promise.resolve(false) };
      metrics.flushFailed();
      logger.warn({ err: error, attempt }, "Events could not be stored; trying again");
      await delay(retryDelaysMs[Math.min(attempt, retryDelaysMs.length - 1)]);
    }
  }
}

async function append({ db }: Deps, { id, batch, news }: Flush): Promise<StoredAndTold> {
  const appends = batch.map(({ append }) => append);
  const { appended, isTold } = news
    ? await appendAndTell(db, { flushId: id, appends, news })
    : { appended: await appendEvents(db.pool, { flushId: id, appends }), isTold: Promise.resolve(false) };
  const stored = appends.map(({ events }, index) => {
    const place = appended[index];
    return place ? { events, lastSeq: place.lastSeq } : null;
  });
  return { stored, isTold };
}

async function appendOneByOne(deps: Deps, { id, batch }: Flush, cause: unknown): Promise<Stored> {
  const [only] = batch;
  if (batch.length === 1 && only) {
    const { checkpoints = [] } = only.append;
    if (checkpoints.length === 0) {
      only.refuse(cause);
      return [null];
    }
    deps.logger.error({ err: cause, runId: only.append.runId }, "A checkpoint could not be stored");
    const without = { ...only, append: withoutCheckpoints(only.append, deps.now()) };
    // Another flush, by its id, too: what was to be told of the refused one may still be on its way, and would be taken for this.
    return (await appendPersistently(deps, { id: crypto.randomUUID(), batch: [without] })).stored;
  }
  const stored: Stored[] = [];
  for (const one of batch) stored.push((await appendPersistently(deps, { id, batch: [one] })).stored);
  return stored.flat();
}

/** The run goes on without what cannot be stored, and its log says so. */
function withoutCheckpoints(append: Append, at: Date): Append {
  const failed = new Map(
    (append.checkpoints ?? []).map(({ id, step, eventOrdinal }) => {
      const error = "The checkpoint could not be stored.";
      const event = { type: "checkpoint.failed", checkpointId: id, step, error } as const;
      return [eventOrdinal, toEventRecord(event, at)];
    }),
  );
  const events = append.events.map((event, index) => failed.get(index + 1) ?? event);
  return { ...append, events, checkpoints: [] };
}
