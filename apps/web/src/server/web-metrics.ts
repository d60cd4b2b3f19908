import type { Db } from "@slipway/db/db";
import { readCurrentLoad } from "@slipway/db/overview/read-current-load";
import type { TelemetryCounts } from "@slipway/schemas/public-api/admin-overview";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What a web counts while it answers. */
export type WebMetrics = {
  answered(answer: { method: string; status: number; durationMs: number }): void;
  /** Shows what becomes of this process's spans. */
  watchExports(read: () => TelemetryCounts): void;
  /** What became of them so far; null before anybody watches. */
  exports(): TelemetryCounts | null;
  /** The Prometheus text, with how the queue stands now. */
  text(db: Db): Promise<string>;
  readonly contentType: string;
};

const latencyBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];

export function createWebMetrics(): WebMetrics {
  const registry = new Registry();
  const registers = [registry];
  let readExports: (() => TelemetryCounts) | null = null;
  collectDefaultMetrics({ register: registry, prefix: "slipway_" });
  const requests = new Histogram({
    name: "slipway_http_request_duration_seconds",
    help: "Until the answer's head left. A stream's body takes longer.",
    labelNames: ["method", "status"],
    buckets: latencyBuckets,
    registers,
  });
  const errors = new Counter({
    name: "slipway_http_errors_total",
    help: "Requests that failed for a reason of ours.",
    registers,
  });
  new Gauge({
    name: "slipway_spans",
    help: "Spans so far, by destination and by what became of them.",
    labelNames: ["destination", "outcome"],
    registers,
    collect() {
      for (const [destination, counts] of Object.entries(readExports?.() ?? {})) {
        for (const [outcome, count] of Object.entries(counts)) this.set({ destination, outcome }, count);
      }
    },
  });
  return {
    contentType: registry.contentType,
    text: async (db) => await Registry.merge([registry, await loadRegistry(db)]).metrics(),
    watchExports: (read) => {
      readExports = read;
    },
    exports: () => readExports?.() ?? null,
    answered: ({ method, status, durationMs }) => {
      requests.observe({ method, status }, durationMs / 1_000);
      if (status >= 500) errors.inc();
    },
  };
}

/** How the instance's queue stands. Not known is not zero: without an answer there are no gauges. */
async function loadRegistry(db: Db): Promise<Registry> {
  const registry = new Registry();
  const load = await readCurrentLoad(db.pool).catch(() => null);
  if (!load) return registry;
  const { running, queued, waiting, oldestQueuedMs } = load;
  const gauges = [
    ["slipway_instance_runs_running", "Runs of all projects at work in any runner.", running],
    ["slipway_instance_runs_queued", "Runs of all projects that wait for a runner.", queued],
    ["slipway_instance_runs_waiting", "Runs of all projects that wait for a person.", waiting],
    [
      "slipway_queue_age_seconds",
      "How long the run that could start has waited longest, in the whole instance.",
      (oldestQueuedMs ?? 0) / 1_000,
    ],
  ] as const;
  for (const [name, help, value] of gauges) new Gauge({ name, help, registers: [registry] }).set(value);
  return registry;
}
