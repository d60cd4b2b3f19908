import { setTimeout as delay } from "node:timers/promises";
import type { Call, CallResult } from "#load/load-plan.ts";
import { requireComplete } from "#load/require-complete.ts";
import { memoryMb, type Part, parts, processorSeconds } from "#measure/processes.ts";
import { median, quantile } from "#measure/quantile.ts";
import type { Bench, Figure, Scenario } from "#scenario.ts";
import type { Slipway } from "#slipway/start-slipway.ts";

const tokens = 100;
const message = `!tokens ${tokens} every 20ms`;
const timeoutMs = 120_000;
/** Spans are stored up to half a second after the runs that they tell of: their cost belongs to the tokens, too. */
const afterworkMs = 1_000;

/** Sessions that are all started at once, 100 tokens each at 50 a second, beside as many bare calls. */
export const streams: Scenario = {
  name: "streams",
  title: `Sessions started at once, ${tokens} tokens each at 50/s (ideal: the last after 1.98 s)`,
  run: async (bench) => {
    await using slipway = await bench.startSlipway();
    const figures: Figure[] = [];
    for (const sessions of [20, 100, 300]) figures.push(...(await streamAtOnce(bench, slipway, sessions)));
    return figures;
  },
};

async function streamAtOnce(bench: Bench, slipway: Slipway, sessions: number): Promise<Figure[]> {
  const rounds: Round[] = [];
  for (let round = 1; round <= bench.repeats; round += 1) {
    bench.say(`${sessions} sessions (${round} of ${bench.repeats})`);
    const bare = await burst(bench, bench.models.call([{ role: "user", content: message }]), sessions);
    const before = processorSeconds(slipway);
    const own = await burst(bench, slipway.invoke({ message }), sessions);
    await delay(afterworkMs);
    const after = processorSeconds(slipway);
    const spent = (part: Part) => ((after[part] - before[part]) * 1e6) / (sessions * tokens);
    rounds.push({
      bare,
      own,
      processor: { web: spent("web"), runner: spent("runner"), postgres: spent("postgres") },
      memory: memoryMb(slipway),
    });
  }
  return toFigures(sessions, rounds);
}

type Spread = {
  readonly firstP50: number;
  readonly firstP99: number;
  readonly lastP50: number;
  readonly lastP99: number;
};
type Round = {
  readonly bare: Spread;
  readonly own: Spread;
  /** In µs per streamed token. */
  readonly processor: Record<Part, number>;
  readonly memory: Record<Part, number>;
};

async function burst(bench: Bench, call: Call, sessions: number): Promise<Spread> {
  const calls = Array.from({ length: sessions }, () => call);
  const result = await bench.load.ask({ kind: "burst", calls, timeoutMs });
  requireComplete(result.calls, tokens);
  const first = secondsOf(result.calls, (one) => one.firstTextMs);
  const last = secondsOf(result.calls, (one) => one.lastTextMs);
  return {
    firstP50: median(first),
    firstP99: quantile(first, 0.99),
    lastP50: median(last),
    lastP99: quantile(last, 0.99),
  };
}

function secondsOf(calls: readonly CallResult[], read: (call: CallResult) => number | null): number[] {
  return calls.map((call) => (read(call) ?? Number.POSITIVE_INFINITY) / 1_000);
}

function toFigures(sessions: number, rounds: readonly Round[]): Figure[] {
  const isLarge = sessions === 300;
  const spread = (name: string, key: keyof Spread, atMost?: number): Figure => ({
    name: `${sessions}: ${name}`,
    value: median(rounds.map(({ own }) => own[key])),
    unit: "s",
    bare: median(rounds.map(({ bare }) => bare[key])),
    ...(isLarge && atMost !== undefined && { budget: { atMost } }),
  });
  const memory = (round: Round) => parts.reduce((sum, part) => sum + round.memory[part], 0);
  const processor = (round: Round) => parts.reduce((sum, part) => sum + round.processor[part], 0);
  return [
    spread("first token, p50", "firstP50", 0.4),
    spread("first token, p99", "firstP99"),
    spread("last token, p50", "lastP50"),
    spread("last token, p99", "lastP99", 2.5),
    {
      name: `${sessions}: processor per token`,
      value: median(rounds.map(processor)),
      unit: "µs",
      ...(isLarge && { budget: { atMost: 150 } }),
    },
    ...parts.map(
      (part): Figure => ({
        name: `${sessions}: … of the ${part === "postgres" ? "database" : part}`,
        value: median(rounds.map((round) => round.processor[part])),
        unit: "µs",
      }),
    ),
    { name: `${sessions}: memory afterwards`, value: median(rounds.map(memory)), unit: "MB" },
  ];
}
