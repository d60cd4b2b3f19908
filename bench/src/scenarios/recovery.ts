import { setTimeout as delay } from "node:timers/promises";
import type { CallResult } from "#load/load-plan.ts";
import { requireComplete } from "#load/require-complete.ts";
import type { Bench, Figure, Scenario } from "#scenario.ts";
import type { Slipway } from "#slipway/start-slipway.ts";

const tokens = 200;
const message = `!tokens ${tokens} every 20ms`;
const sessionsOfEach = 5;
const killAfterMs = 1_500;
const timeoutMs = 90_000;

/** The runner is killed under open streams: durable runs have to go on, the others to end, and their sessions to work. */
export const recovery: Scenario = {
  name: "recovery",
  title: "kill -9 of the runner, until the open streams show what became of their runs",
  run: async (bench) => {
    await using slipway = await bench.startSlipway();
    bench.say(`kill -9 under ${2 * sessionsOfEach} streams`);
    const durable = slipway.invoke({ message, durable: true });
    const plain = slipway.invoke({ message, durable: false });
    const calls = Array.from({ length: sessionsOfEach }, () => [durable, plain]).flat();
    const streaming = bench.load.ask({ kind: "burst", calls, timeoutMs });
    await Promise.race([delay(killAfterMs), streaming]);
    const killedAt = performance.timeOrigin + performance.now();
    process.kill(slipway.pidOf("runner"), "SIGKILL");
    const { calls: results } = await streaming;
    const resumed = results.filter((_, index) => index % 2 === 0);
    const ended = results.filter((_, index) => index % 2 === 1);
    requireOutcome(resumed, "completed");
    requireOutcome(ended, "runner_lost");
    await requireUsable({ bench, slipway, results });
    return [
      slowest("durable runs go on (run.resumed), the last", resumed, { type: "run.resumed", killedAt }),
      slowest("other runs are ended (run.finished), the last", ended, { type: "run.finished", killedAt }),
    ];
  },
};

function requireOutcome(calls: readonly CallResult[], stopReason: string): void {
  const wrong = calls.find(({ run, text }) => run?.stopReason !== stopReason || text === "");
  if (!wrong) return;
  throw new Error(
    `A run ended as ${JSON.stringify(wrong.run)} with "${wrong.text.slice(0, 80)}", not as ${stopReason}`,
  );
}

type Recovered = {
  readonly bench: Bench;
  readonly slipway: Slipway;
  readonly results: readonly CallResult[];
};

async function requireUsable({ bench, slipway, results }: Recovered): Promise<void> {
  const calls = results.map(({ sessionId }) => slipway.invoke({ message: "!say Done", sessionId }));
  const next = await bench.load.ask({ kind: "sequence", calls, timeoutMs });
  requireComplete(next.calls, 1);
}

function slowest(
  name: string,
  calls: readonly CallResult[],
  { type, killedAt }: { readonly type: string; readonly killedAt: number },
): Figure {
  const seconds = calls.map(
    (call) => (call.startedAt + (call.firstOf[type] ?? Number.NaN) - killedAt) / 1_000,
  );
  return { name, value: Math.max(...seconds), unit: "s", budget: { atMost: 15 } };
}
