import { requireComplete } from "#load/require-complete.ts";
import { median } from "#measure/quantile.ts";
import type { Bench, Figure, Scenario } from "#scenario.ts";

/** A start after the first one: everything is installed, built and migrated. */
export const warmStart: Scenario = {
  name: "start",
  title: "Starting again",
  run: async (bench) => {
    // The first start of a run of the bench makes the database, and may build.
    const first = await bench.startSlipway();
    await first[Symbol.asyncDispose]();
    return [...(await startAgain(bench, "npm", { atMost: 4 })), ...(await startAgain(bench, "launcher"))];
  },
};

async function startAgain(
  bench: Bench,
  by: "npm" | "launcher",
  budget?: { readonly atMost: number },
): Promise<Figure[]> {
  const ready: number[] = [];
  const reply: number[] = [];
  for (let round = 1; round <= bench.repeats; round += 1) {
    bench.say(`${by === "npm" ? "npm start" : "the launcher alone"} (${round} of ${bench.repeats})`);
    await using slipway = await bench.startSlipway({ by, warm: false });
    const { calls } = await bench.load.ask({
      kind: "sequence",
      calls: [slipway.invoke({ message: "!say Done" })],
      timeoutMs: 30_000,
    });
    requireComplete(calls, 1);
    const [call] = calls;
    ready.push(slipway.readyAfterMs / 1_000);
    const repliedAt = (call?.startedAt ?? 0) + (call?.firstTextMs ?? 0) - performance.timeOrigin;
    reply.push((repliedAt - slipway.startedAt) / 1_000);
  }
  const name = by === "npm" ? "npm start" : "without npm and pnpm";
  return [
    { name: `${name} → ready`, value: median(ready), unit: "s" },
    { name: `${name} → first reply`, value: median(reply), unit: "s", ...(budget && { budget }) },
  ];
}
