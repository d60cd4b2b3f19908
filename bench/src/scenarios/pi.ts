import path from "node:path";
import { startChild } from "#child-process/ask-child.ts";
import type { HarnessFigures, MeasureHarness } from "#harness/measure-harness.ts";
import { median } from "#measure/quantile.ts";
import type { Scenario } from "#scenario.ts";

const calls = 200;
const sessions = 300;

/** The harness of agents alone, without the rest of Slipway: what it adds to a call, and what it weighs. */
export const pi: Scenario = {
  name: "pi",
  title: "Pi, the harness of agents",
  run: async (bench) => {
    const rounds: HarnessFigures[] = [];
    for (let round = 1; round <= bench.repeats; round += 1) {
      bench.say(`${calls} calls of each kind, one after the other (${round} of ${bench.repeats})`);
      const file = path.join(import.meta.dirname, "../harness/main.ts");
      await using child = startChild<MeasureHarness, HarnessFigures>(file);
      rounds.push(await child.ask({ baseUrl: bench.models.baseUrl, calls, sessions }));
    }
    const of = (name: keyof HarnessFigures) => median(rounds.map((round) => round[name]));
    const bare = of("bareMs");
    return [
      { name: "first token through the llm harness, p50", value: of("llmMs"), unit: "ms", bare },
      { name: "first token through Pi, p50", value: of("piMs"), unit: "ms", bare },
      { name: "added by Pi, p50", value: of("piMs") - bare, unit: "ms", budget: { atMost: 3 } },
      {
        name: "first token through Pi after 100 steps, p50",
        value: of("piLateMs"),
        unit: "ms",
        bare: of("bareLateMs"),
      },
      { name: "processor per call through the llm harness", value: of("llmCpuMs"), unit: "ms" },
      { name: "processor per call through Pi", value: of("piCpuMs"), unit: "ms" },
      { name: "loading Pi", value: of("loadMs"), unit: "ms" },
      { name: "longest stall while it loads", value: of("loadStallMs"), unit: "ms" },
      { name: "memory that Pi takes", value: of("loadMb"), unit: "MB" },
      { name: `memory of ${sessions} sessions of 100 steps`, value: of("sessionsMb"), unit: "MB" },
    ];
  },
};
