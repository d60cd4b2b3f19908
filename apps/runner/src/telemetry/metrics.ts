import type { TelemetryCounts } from "@slipway/schemas/public-api/admin-overview";
import type { FinalRunStatus } from "@slipway/schemas/runs/run-status";
import type { StopReason } from "@slipway/schemas/runs/stop-reason";
import type { TokenUsage } from "@slipway/schemas/runs/usage";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export type RunCounts = {
  readonly started: number;
  readonly ended: number;
  readonly released: number;
  readonly active: number;
};

/** What the runner counts. Started equals the sum of ended by status once nothing is active. */
export type RunnerMetrics = {
  runStarted(): void;
  runReleased(): void;
  runEnded(end: {
    status: FinalRunStatus;
    stopReason: StopReason;
    durationMs: number | null;
    ttftMs: number | null;
  }): void;
  flushed(flush: { events: number; sessions: number; ms: number }): void;
  flushFailed(): void;
  leaseLapsed(): void;
  /** What a step left in a workspace could not be kept. */
  snapshotFailed(): void;
  /** Something that a run held could not be freed at its end. */
  releaseFailed(): void;
  /** A model failed so often that it is left alone for a while. */
  breakerOpened(modelRef: string): void;
  /** A call was not made because of that. */
  breakerRefused(modelRef: string): void;
  /** Shows what becomes of spans, by destination. */
  watchExports(read: () => TelemetryCounts): void;
  /** What became of spans so far; null before anybody watches. */
  exports(): TelemetryCounts | null;
  /** Shows how long runs wait, asked for when somebody reads. */
  watchQueue(read: () => Promise<number | null>): void;
  /** What a model call has used. */
  modelCalled(call: {
    model: string;
    usage: Pick<TokenUsage, "inputTokens" | "outputTokens">;
    costMicroUsd: number | null;
  }): void;
  /** How many runs so far. */
  runs(): RunCounts;
  /** The Prometheus text. */
  text(): Promise<string>;
  readonly contentType: string;
};

const durationBuckets = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800];
const latencyBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export function createMetrics(): RunnerMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: "slipway_" });
  const started = new Counter({
    name: "slipway_runs_started_total",
    help: "Runs claimed by this runner.",
    registers,
  });
  const ended = new Counter({
    name: "slipway_runs_ended_total",
    help: "Runs ended by this runner, by how they ended.",
    labelNames: ["status", "stop_reason"],
    registers,
  });
  const released = new Counter({
    name: "slipway_runs_released_total",
    help: "Runs that another runner goes on with: handed over, or lost to it.",
    registers,
  });
  const active = new Gauge({ name: "slipway_runs_active", help: "Runs at work in this runner.", registers });
  const duration = new Histogram({
    name: "slipway_run_duration_seconds",
    help: "From a run's start to its end.",
    buckets: durationBuckets,
    registers,
  });
  const ttft = new Histogram({
    name: "slipway_run_time_to_first_token_seconds",
    help: "From a run's start to the first text or reasoning that is shown.",
    buckets: latencyBuckets,
    registers,
  });
  const flushes = new Histogram({
    name: "slipway_flush_duration_seconds",
    help: "How long it takes to store one group of events.",
    buckets: latencyBuckets,
    registers,
  });
  const events = new Counter({
    name: "slipway_events_stored_total",
    help: "Events and entries stored.",
    registers,
  });
  const failures = new Counter({
    name: "slipway_flush_failures_total",
    help: "Flushes to be sent again.",
    registers,
  });
  const lapses = new Counter({
    name: "slipway_lease_lapses_total",
    help: "Runs found without a living runner.",
    registers,
  });
  const unkept = new Counter({
    name: "slipway_snapshot_failures_total",
    help: "Workspaces that could not be kept after a step that wrote.",
    registers,
  });
  const unfreed = new Counter({
    name: "slipway_release_failures_total",
    help: "Things that a run held and that could not be freed at its end.",
    registers,
  });
  const opened = new Counter({
    name: "slipway_breaker_opened_total",
    help: "Times that a model was left alone because it failed several times in a row.",
    labelNames: ["model"],
    registers,
  });
  const refused = new Counter({
    name: "slipway_breaker_refused_total",
    help: "Model calls that were not made because the model was left alone.",
    labelNames: ["model"],
    registers,
  });
  const tokens = new Counter({
    name: "slipway_tokens_total",
    help: "Tokens of model calls, by model and direction.",
    labelNames: ["model", "direction"],
    registers,
  });
  const cost = new Counter({
    name: "slipway_cost_usd_total",
    help: "What model calls of known price have cost, by model.",
    labelNames: ["model"],
    registers,
  });
  const flushedEvents = new Histogram({
    name: "slipway_flush_events",
    help: "Events and entries of one flush.",
    buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000],
    registers,
  });
  const runs = { started: 0, ended: 0, released: 0, active: 0 };
  let readExports: (() => TelemetryCounts) | null = null;
  return {
    contentType: registry.contentType,
    exports: () => readExports?.() ?? null,
    modelCalled: ({ model, usage, costMicroUsd }) => {
      tokens.inc({ model, direction: "input" }, usage.inputTokens);
      tokens.inc({ model, direction: "output" }, usage.outputTokens);
      if (costMicroUsd !== null) cost.inc({ model }, costMicroUsd / 1_000_000);
    },
    watchQueue: (read) => {
      new Gauge({
        name: "slipway_queue_age_seconds",
        help: "How long the run that could start has waited longest, in the whole instance.",
        registers,
        async collect() {
          const ageMs = await read().catch(() => null);
          // Not known is not zero.
          if (ageMs === null) this.reset();
          else this.set(ageMs / 1_000);
        },
      });
    },
    runs: () => ({ ...runs }),
    runStarted: () => {
      runs.started += 1;
      runs.active += 1;
      started.inc();
      active.inc();
    },
    runReleased: () => {
      runs.released += 1;
      runs.active -= 1;
      released.inc();
      active.dec();
    },
    runEnded: ({ status, stopReason, durationMs, ttftMs }) => {
      runs.ended += 1;
      runs.active -= 1;
      ended.inc({ status, stop_reason: stopReason });
      active.dec();
      if (durationMs !== null) duration.observe(durationMs / 1_000);
      if (ttftMs !== null) ttft.observe(ttftMs / 1_000);
    },
    flushed: (flush) => {
      flushes.observe(flush.ms / 1_000);
      events.inc(flush.events);
      flushedEvents.observe(flush.events);
    },
    flushFailed: () => failures.inc(),
    leaseLapsed: () => lapses.inc(),
    snapshotFailed: () => unkept.inc(),
    releaseFailed: () => unfreed.inc(),
    breakerOpened: (model) => opened.inc({ model }),
    breakerRefused: (model) => refused.inc({ model }),
    watchExports: (read) => {
      readExports = read;
      new Gauge({
        name: "slipway_spans",
        help: "Spans so far, by destination and by what became of them.",
        labelNames: ["destination", "outcome"],
        registers,
        collect() {
          for (const [destination, counts] of Object.entries(read())) {
            for (const [outcome, count] of Object.entries(counts)) this.set({ destination, outcome }, count);
          }
        },
      });
    },
    text: () => registry.metrics(),
  };
}
