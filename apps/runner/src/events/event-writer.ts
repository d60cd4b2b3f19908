import { setTimeout as delay } from "node:timers/promises";
import type { Db } from "@slipway/db/db";
import { type Append, type Appended, appendEvents } from "@slipway/db/events/append-events";
import { notify } from "@slipway/db/events/notify";
import type { Lease } from "@slipway/db/runs/claim-runs";
import type { NewEvent } from "@slipway/schemas/events/event";
import { flushIntervalMs } from "#events/flush-pace.ts";
import { PendingAppend } from "#events/pending-append.ts";
import type { RunLog } from "#events/run-log.ts";
import type { Logger } from "#telemetry/logger.ts";
import type { RunnerMetrics } from "#telemetry/metrics.ts";

export type EventWriterDeps = {
  readonly db: Db;
  readonly logger: Logger;
  readonly metrics: RunnerMetrics;
  readonly now: () => Date;
};

export type OpenLog = {
  readonly lease: Lease;
  /** Called once when another owns the run, or its events can't be stored: stop working on it. */
  readonly onLost: (reason: "fenced" | "unstorable") => void;
};

/** The one writer of a runner: commits the pending events of all its runs together. */
export type EventWriter = {
  open(input: OpenLog): RunLog;
};

type Waiter = (result: "stored" | "fenced") => void;

type OpenRun = OpenLog & {
  pending: PendingAppend;
  waiters: Waiter[];
  isLost: boolean;
};

type FlushingRun = {
  readonly run: OpenRun;
  readonly pending: PendingAppend;
  readonly waiters: readonly Waiter[];
};

/** Waits between attempts to store while the database is away. */
const retryDelaysMs = [50, 100, 250, 500, 1_000];

export function createEventWriter({ db, logger, metrics, now }: EventWriterDeps): EventWriter {
  const dirty = new Set<OpenRun>();
  let isFlushing = false;
  const inFlight = new Set<OpenRun>();
  let storing: Promise<void> = Promise.resolve();
  let notBefore = 0;

  function open(input: OpenLog): RunLog {
    const run: OpenRun = { ...input, pending: new PendingAppend(), waiters: [], isLost: false };
    return {
      append: (...events) => append(run, events),
      keep: (...entries) => {
        if (run.isLost) return;
        for (const entry of entries) run.pending.keep(entry);
        markDirty(run);
      },
      flush: () => flush(run),
      take: () => take(run),
    };
  }

  function append(run: OpenRun, events: readonly NewEvent[]): void {
    if (run.isLost) return;
    const at = now();
    for (const event of events) run.pending.add(event, at);
    markDirty(run);
  }

  function markDirty(run: OpenRun): void {
    dirty.add(run);
    if (isFlushing) return;
    isFlushing = true;
    // Starting after the current callback lets everything that one network chunk brought go into one flush.
    setImmediate(() => {
      flushUntilClean().catch((error: unknown) => logger.error({ err: error }, "The event writer failed"));
    });
  }

  function flush(run: OpenRun): Promise<"stored" | "fenced"> {
    if (run.isLost) return Promise.resolve("fenced");
    return new Promise((resolve) => {
      run.waiters.push(resolve);
      markDirty(run);
    });
  }

  async function take(run: OpenRun) {
    dirty.delete(run);
    while (inFlight.has(run)) await storing;
    dirty.delete(run);
    const { events, entries } = run.pending;
    run.pending = new PendingAppend();
    return { events, entries };
  }

  async function flushUntilClean(): Promise<void> {
    try {
      while (dirty.size > 0) {
        const wait = notBefore - performance.now();
        if (wait > 0) await delay(wait);
        const batch = takeBatch();
        if (batch.length === 0) continue;
        const rows = batch.reduce((sum, { pending }) => sum + pending.size, 0);
        notBefore = performance.now() + flushIntervalMs(rows);
        storing = store(batch);
        await storing;
      }
    } finally {
      isFlushing = false;
    }
  }

  function takeBatch(): FlushingRun[] {
    const batch = [...dirty].map((run) => ({ run, pending: run.pending, waiters: run.waiters }));
    dirty.clear();
    for (const { run } of batch) {
      run.pending = new PendingAppend();
      run.waiters = [];
      inFlight.add(run);
    }
    return batch;
  }

  async function store(batch: readonly FlushingRun[]): Promise<void> {
    const startedAt = performance.now();
    const filled = batch.filter(({ pending }) => pending.size > 0);
    const appended = filled.length > 0 ? await appendPersistently(crypto.randomUUID(), filled) : [];
    for (const [index, { run }] of filled.entries()) if (!appended[index]) lose(run, "fenced");
    for (const { run, waiters } of batch) {
      inFlight.delete(run);
      for (const resolve of waiters) resolve(run.isLost ? "fenced" : "stored");
    }
    const events = filled.reduce((sum, { pending }) => sum + pending.size, 0);
    metrics.flushed({ events, sessions: filled.length, ms: performance.now() - startedAt });
    await wakeReaders(filled, appended);
  }

  /** A lost wake-up costs a reader a second, so it is not tried again. */
  async function wakeReaders(filled: readonly FlushingRun[], appended: Appended): Promise<void> {
    const lines = filled.flatMap(({ run }, index) => {
      const stored = appended[index];
      return stored ? [`${run.lease.sessionId} ${stored.lastSeq}`] : [];
    });
    if (lines.length === 0) return;
    await notify(db.pool, { events: lines }).catch((error: unknown) => {
      logger.warn({ err: error }, "Readers could not be woken; they will look by themselves");
    });
  }

  /** Waits for a database that is away. What the database refuses for good is stored without the run that brought it. */
  async function appendPersistently(flushId: string, batch: readonly FlushingRun[]): Promise<Appended> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await appendEvents(db.pool, { flushId, appends: batch.map(toAppend) });
      } catch (error) {
        if (isRefused(error)) return await appendOneByOne(flushId, batch, error);
        metrics.flushFailed();
        logger.warn({ err: error, attempt }, "Events could not be stored; trying again");
        await delay(retryDelaysMs[Math.min(attempt, retryDelaysMs.length - 1)]);
      }
    }
  }

  async function appendOneByOne(
    flushId: string,
    batch: readonly FlushingRun[],
    cause: unknown,
  ): Promise<Appended> {
    const [only] = batch;
    if (batch.length === 1 && only) {
      logger.error({ err: cause, runId: only.run.lease.runId }, "The database refuses a run's events");
      lose(only.run, "unstorable");
      return [null];
    }
    const appended: Appended[] = [];
    for (const one of batch) appended.push(await appendPersistently(flushId, [one]));
    return appended.flat();
  }

  function lose(run: OpenRun, reason: "fenced" | "unstorable"): void {
    if (run.isLost) return;
    run.isLost = true;
    run.pending = new PendingAppend();
    run.onLost(reason);
  }

  return { open };
}

function toAppend({ run, pending }: FlushingRun): Append {
  return { ...run.lease, events: pending.events, entries: pending.entries };
}

/** Whether Postgres judged the data (class 22) or a constraint (23): sending it again changes nothing. */
function isRefused(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^2[23]/.test(String(error.code));
}
