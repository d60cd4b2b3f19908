import { setTimeout as delay } from "node:timers/promises";
import type { Db } from "@slipway/db/db";
import type { Announcer } from "@slipway/db/events/announcer";
import type { NewsOfAppend } from "@slipway/db/events/append-and-tell";
import type { EventRecord } from "@slipway/db/events/event-record";
import { eventsLine } from "@slipway/db/events/events-line";
import type { Lease } from "@slipway/db/runs/claim-runs";
import type { NewEvent } from "@slipway/schemas/events/event";
import { appendPersistently, type PersistentAppend, type StoredEvents } from "#events/append-persistently.ts";
import { expectedNews, newsOfFew } from "#events/expected-news.ts";
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
type ReadyAppend = PersistentAppend & {
  readonly run: OpenRun;
  readonly rows: number;
  /** What webs hear of it, if nobody else writes into the session meanwhile. Null: what was written before is not known. */
  readonly news: NewsOfAppend | null;
};

type StoredFlush = { readonly lines: readonly string[]; readonly isTold: Promise<boolean> };

/** What nobody waits for is stored this much later, if nothing else comes to be stored before. */
const lullMs = 20;

/** From so many runs in one flush on, all streams are read at its pace. */
const crowd = 16;

export function createEventWriter(deps: EventWriterDeps): EventWriter {
  const { announcer, logger, metrics, gate, now } = deps;
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
        const { lines, isTold } = await flushed;
        if (lines.length > 0) announcer.tellUnless(isTold, { events: lines });
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

  async function store(batch: readonly FlushingRun[]): Promise<StoredFlush> {
    const startedAt = performance.now();
    const ready = batch.flatMap((one) => toReadyAppend(one) ?? []);
    const { stored, isTold } =
      ready.length > 0
        ? await appendPersistently(deps, { id: crypto.randomUUID(), batch: ready, news: newsOfFew(ready) })
        : { stored: [], isTold: Promise.resolve(false) };
    for (const [index, { run }] of ready.entries()) if (!stored[index]) lose(run, "fenced");
    for (const { run, waiters } of batch) {
      inFlight.delete(run);
      for (const resolve of waiters) resolve(run.isLost ? "fenced" : "stored");
    }
    const rows = ready.reduce((sum, one) => sum + one.rows, 0);
    metrics.flushed({ events: rows, sessions: ready.length, ms: performance.now() - startedAt });
    const lines = ready.flatMap((one, index) => {
      const found = stored[index];
      return found ? [lineOf(one, found)] : [];
    });
    return { lines, isTold };
  }

  /** What webs hear of it. Where others wrote in between, what they were not told stands before that. */
  function lineOf({ run, news, append }: ReadyAppend, { events, lastSeq }: StoredEvents): string {
    const isAsExpected = news?.lastSeq === lastSeq && events === append.events;
    const line = isAsExpected ? news.line : eventsLine({ ...run.lease, lastSeq, events });
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
      const news = expectedNews(run, events);
      return { run, append, news, rows: pending.size, refuse: (cause) => refuse(run, cause) };
    } catch (error) {
      refuse(run, error);
      return null;
    }
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
