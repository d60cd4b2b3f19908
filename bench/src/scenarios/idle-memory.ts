import { setTimeout as delay } from "node:timers/promises";
import { memoryMb, parts, processorSeconds } from "#measure/processes.ts";
import type { Figure, Scenario } from "#scenario.ts";

const settleMs = 5_000;
const watchMs = 10_000;

/** What a Slipway takes that has answered a few calls and has nothing to do. */
export const idleMemory: Scenario = {
  name: "idle",
  title: "Idle, after a few calls",
  run: async (bench) => {
    await using slipway = await bench.startSlipway();
    bench.say(`${(settleMs + watchMs) / 1_000} s of nothing`);
    await delay(settleMs);
    const before = processorSeconds(slipway);
    await delay(watchMs);
    const after = processorSeconds(slipway);
    const memory = memoryMb(slipway);
    const share = parts.reduce((sum, part) => sum + after[part] - before[part], 0) / (watchMs / 1_000);
    return [
      { name: "memory", value: sum(Object.values(memory)), unit: "MB", budget: { atMost: 400 } },
      ...parts.map(
        (part): Figure => ({
          name: `… of the ${part === "postgres" ? "database" : part}`,
          value: memory[part],
          unit: "MB",
        }),
      ),
      { name: "processor, per second", value: share * 1_000, unit: "ms" },
    ];
  },
};

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
