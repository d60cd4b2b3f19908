import { setTimeout as delay } from "node:timers/promises";
import type { Db } from "@slipway/db/db";
import type { Announcer } from "@slipway/db/events/announcer";
import { type Append, type Appended, appendEvents } from "@slipway/db/events/append-events";
import { type EventRecord, toEventRecord } from "@slipway/db/events/event-record";
import { eventsLine } from "@slipway/db/events/events-line";
import { judgeDatabaseError } from "@slipway/db/judge-database-error";
import type { Lease } from "@slipway/db/runs/claim-runs";
import type { NewEvent } from "@slipway/schemas/events/event";
import { createFlushPace } from "#events/flush-pace.ts";
import { PendingAppend } from "#events/pending-append.ts";
import type { ReadGate } from "#events/read-gate.ts";
import type { RunLog, TakenLog } from "#events/run-log.ts";
import type { Logger } from "#telemetry/logger.ts";
import type { RunnerMetrics } from "#telemetry/metrics.ts";

export type EventWriterDeps = {
  readonly db: Db;
  readonly announcer: Announcer;
  readonly logger: Logger;
  readonly metrics: RunnerMetrics;
  readonly gate: ReadGate;
  readonly now: () => Date;
};

export type OpenLog = {
  readonly lease: Lease;
  /** What was written for it before this: its claim's events. */
  readonly begun?: { readonly lastSeq: number; readonly events: readonly EventRecord[] } | null;
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
  hasBegun: boolean;
  isLost: boolean;
  /** What its end has taken along to store it. */
  taken: PendingAppend | null;
  lastSeq: number | null;
  untold: readonly EventRecord[];
};

type FlushingRun = {
  readonly run: OpenRun;
  readonly pending: PendingAppend;
  readonly waiters: readonly Waiter[];
};

/** What one run brings to a flush, put into words once however often it has to be sent. */
type ReadyAppend = { readonly run: OpenRun; readonly append: Append; readonly rows: number };

/** What nobody waits for is stored this much later, if nothing else comes to be stored before. */
const lullMs = 20;

/** From so many runs in one flush on, all streams are read at its pace. */
const crowd = 16;

/** Waits between attempts to store while the database is away. */
const retryDelaysMs = [50, 100, 250, 500, 1_000];

export function createEventWriter({
  db,
  announcer,
  logger,
  metrics,
  gate,
  now,
}: EventWriterDeps): EventWriter {
  const dirty = new Set<OpenRun>();
  let isFlushing = false;
  let lull: NodeJS.Timeout | undefined;
  const inFlight = new Set<OpenRun>();
  let storing: Promise<void> = Promise.resolve();
  const pace = createFlushPace();

  function open(input: OpenLog): RunLog {
    const run: OpenRun = {
      ...input,
      pending: new PendingAppend(),
      waiters: [],
      hasBegun: false,
      isLost: false,
      taken: null,
      lastSeq: input.begun?.lastSeq ?? null,
      untold: input.begun?.events ?? [],
    };
    return {
      begin: (...events) => begin(run, events),
      append: (...events) => {
        if (add(run, events)) markDirty(run);
      },
      keep: (...entries) => {
        if (run.isLost || run.taken) return;
        for (const entry of entries) run.pending.keep(entry);
        markDirtyUnhurried(run);
      },
      saveCheckpoint: (checkpoint) => {
        if (run.isLost || run.taken) return;
        run.pending.save(checkpoint, now());
        markDirty(run);
      },
      hold: () => {
        if (run.waiters.length === 0) dirty.delete(run);
      },
      flush: () => flush(run),
      take: () => take(run),
      takeBack: () => takeBack(run),
    };
  }

  function begin(run: OpenRun, events: readonly NewEvent[]): void {
    if (!add(run, events)) return;
    run.pending.isStart ||= !run.hasBegun;
    run.hasBegun = true;
    markDirtyUnhurried(run);
  }

  /** False: the log is closed to this run. */
  function add(run: OpenRun, events: readonly NewEvent[]): boolean {
    if (run.isLost || run.taken) return false;
    const at = now();
    for (const event of events) run.pending.add(event, at);
    return true;
  }

  function markDirtyUnhurried(run: OpenRun): void {
    dirty.add(run);
    if (!isFlushing) lull ??= setTimeout(startFlushing, lullMs);
  }

  function markDirty(run: OpenRun): void {
    dirty.add(run);
    if (!isFlushing) startFlushing();
  }

  function startFlushing(): void {
    clearTimeout(lull);
    lull = undefined;
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

  async function take(run: OpenRun): Promise<TakenLog> {
    if (run.waiters.length > 0 || run.pending.checkpoints.length > 0) await flush(run);
    dirty.delete(run);
    while (inFlight.has(run)) await storing;
    dirty.delete(run);
    run.taken = run.pending;
    run.pending = new PendingAppend();
    const { lastSeq, untold } = run;
    const { events, entries } = run.taken;
    return { events, entries, lastSeq, untold };
  }

  function takeBack(run: OpenRun): void {
    if (!run.taken) return;
    run.pending = run.taken;
    run.taken = null;
    markDirty(run);
  }

  async function flushUntilClean(): Promise<void> {
    try {
      while (dirty.size > 0 || gate.isAnyWaiting) {
        const batch = await nextBatch();
        if (batch.length === 0) continue;
        const rows = batch.reduce((sum, { pending }) => sum + pending.size, 0);
        pace.flushed(performance.now(), rows);
        const flushed = store(batch);
        storing = flushed.then(() => undefined);
        const lines = await flushed;
        if (lines.length > 0) announcer.tell({ events: lines });
      }
    } finally {
      isFlushing = false;
      gate.open();
    }
  }

  /** Waits for its time. What has gathered by then in streams that are not read on goes with it. */
  async function nextBatch(): Promise<FlushingRun[]> {
    const waitMs = pace.waitMs(performance.now());
    if (waitMs > 0) await delay(waitMs);
    if (gate.isAnyWaiting) {
      gate.letThrough();
      await new Promise(setImmediate);
    }
    const batch = takeBatch();
    if (batch.length >= crowd) gate.close();
    else if (batch.length > 0) gate.open();
    return batch;
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

  async function store(batch: readonly FlushingRun[]): Promise<readonly string[]> {
    const startedAt = performance.now();
    const ready = batch.flatMap((one) => toReadyAppend(one) ?? []);
    const appended = ready.length > 0 ? await appendPersistently(crypto.randomUUID(), ready) : [];
    for (const [index, { run }] of ready.entries()) if (!appended[index]) lose(run, "fenced");
    for (const { run, waiters } of batch) {
      inFlight.delete(run);
      for (const resolve of waiters) resolve(run.isLost ? "fenced" : "stored");
    }
    const rows = ready.reduce((sum, one) => sum + one.rows, 0);
    metrics.flushed({ events: rows, sessions: ready.length, ms: performance.now() - startedAt });
    return ready.flatMap(({ run, append }, index) => {
      const stored = appended[index];
      return stored ? [tell(run, append, stored.lastSeq)] : [];
    });
  }

  /** What webs hear of it. Where others wrote in between, what they were not told stands before that. */
  function tell(run: OpenRun, { events }: Append, lastSeq: number): string {
    const isNext = run.lastSeq === lastSeq - events.length;
    const { sessionId, runId } = run.lease;
    const line = eventsLine({
      sessionId,
      runId,
      lastSeq,
      events: isNext ? [...run.untold, ...events] : events,
    });
    run.lastSeq = lastSeq;
    run.untold = [];
    return line;
  }

  /** Null: it brings nothing, or something that no JSON can hold. */
  function toReadyAppend({ run, pending }: FlushingRun): ReadyAppend | null {
    if (pending.size === 0) return null;
    try {
      const { events, entries, checkpoints, isStart } = pending;
      const append = { ...run.lease, events, entries, checkpoints, isStart };
      return { run, append, rows: pending.size };
    } catch (error) {
      refuse(run, error);
      return null;
    }
  }

  /** Waits for a database that is away. What the database refuses for good is stored without the run that brought it. */
  async function appendPersistently(flushId: string, batch: readonly ReadyAppend[]): Promise<Appended> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await appendEvents(db.pool, { flushId, appends: batch.map(({ append }) => append) });
      } catch (error) {
        if (judgeDatabaseError(error) === "refused") return await appendOneByOne(flushId, batch, error);
        metrics.flushFailed();
        logger.warn({ err: error, attempt }, "Events could not be stored; trying again");
        await delay(retryDelaysMs[Math.min(attempt, retryDelaysMs.length - 1)]);
      }
    }
  }

  async function appendOneByOne(
    flushId: string,
    batch: readonly ReadyAppend[],
    cause: unknown,
  ): Promise<Appended> {
    const [only] = batch;
    if (batch.length === 1 && only) {
      const { checkpoints = [] } = only.append;
      if (checkpoints.length === 0) {
        refuse(only.run, cause);
        return [null];
      }
      logger.error({ err: cause, runId: only.run.lease.runId }, "A checkpoint could not be stored");
      return await appendPersistently(flushId, [{ ...only, append: withoutCheckpoints(only.append, now()) }]);
    }
    const appended: Appended[] = [];
    for (const one of batch) appended.push(await appendPersistently(flushId, [one]));
    return appended.flat();
  }

  function refuse(run: OpenRun, cause: unknown): void {
    logger.error({ err: cause, runId: run.lease.runId }, "The database refuses a run's events");
    lose(run, "unstorable");
  }

  function lose(run: OpenRun, reason: "fenced" | "unstorable"): void {
    if (run.isLost) return;
    run.isLost = true;
    run.pending = new PendingAppend();
    run.onLost(reason);
  }

  return { open };
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
