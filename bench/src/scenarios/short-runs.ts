import { requireComplete } from "#load/require-complete.ts";
import { type Part, parts, processorSeconds } from "#measure/processes.ts";
import { median, quantile } from "#measure/quantile.ts";
import type { Figure, Scenario } from "#scenario.ts";

const callers = 20;
const durationMs = 8_000;
const message = "!say Done";

/** Callers that ask again as soon as they are answered: every run durable, traced, and in a session of its own. */
export const shortRuns: Scenario = {
  name: "short",
  title: `Short durable runs, ${callers} callers`,
  run: async (bench) => {
    await using slipway = await bench.startSlipway();
    const rates: number[] = [];
    const p50: number[] = [];
    const p99: number[] = [];
    const processorMs: number[] = [];
    const processorOf: Record<Part, number[]> = { web: [], runner: [], postgres: [] };
    for (let round = 1; round <= bench.repeats; round += 1) {
      bench.say(`${durationMs / 1_000} s of short runs (${round} of ${bench.repeats})`);
      const before = processorSeconds(slipway);
      const call = slipway.invoke({ message, durable: true, as: "run" });
      const result = await bench.load.ask({
        kind: "loop",
        call,
        concurrency: callers,
        durationMs,
        timeoutMs: durationMs + 60_000,
      });
      const after = processorSeconds(slipway);
      requireComplete(result.calls, 1);
      for (const part of parts)
        processorOf[part].push(((after[part] - before[part]) * 1_000) / result.calls.length);
      const spent = parts.reduce((sum, part) => sum + after[part] - before[part], 0);
      processorMs.push((spent * 1_000) / result.calls.length);
      const latencies = result.calls.map(({ endMs }) => endMs);
      rates.push((result.calls.length * 1_000) / result.elapsedMs);
      p50.push(median(latencies));
      p99.push(quantile(latencies, 0.99));
    }
    return [
      { name: "runs", value: median(rates), unit: "/s", budget: { atLeast: 200 } },
      { name: "processor per run", value: median(processorMs), unit: "ms" },
      ...parts.map(
        (part): Figure => ({
          name: `… of the ${part === "postgres" ? "database" : part}`,
          value: median(processorOf[part]),
          unit: "ms",
        }),
      ),
      { name: "answered after, p50", value: median(p50), unit: "ms" },
      { name: "answered after, p99", value: median(p99), unit: "ms" },
    ];
  },
};
