import type { CallResult } from "#load/load-plan.ts";
import { requireComplete } from "#load/require-complete.ts";
import { median, quantile } from "#measure/quantile.ts";
import type { ChatMessage } from "#models/start-models.ts";
import type { Bench, Figure, Scenario } from "#scenario.ts";
import type { Slipway } from "#slipway/start-slipway.ts";

const calls = 200;
const sessions = 10;
const laterRun = 30;
const answerTokens = 20;
/** The whole answer comes at once, as from a model that is quicker than any: its first words wait for its end. */
const message = `!tokens ${answerTokens}`;
const slowCalls = 50;
/** 50 tokens a second: its first words go ahead. */
const slowMessage = `!tokens ${answerTokens} every 20ms`;
const timeoutMs = 120_000;

/** One call after the other, a bare one before each: what Slipway adds is the call less the median bare call. */
export const timeToFirstToken: Scenario = {
  name: "ttft",
  title: "Time to first token, idle",
  run: async (bench) => {
    await using slipway = await bench.startSlipway();
    return [
      ...(await firstRuns(bench, slipway)),
      ...(await slowAnswers(bench, slipway)),
      ...(await laterRuns(bench, slipway)),
    ];
  },
};

async function firstRuns(bench: Bench, slipway: Slipway): Promise<Figure[]> {
  const rounds: { p50: number; p99: number; bare: number; total: number }[] = [];
  for (let round = 1; round <= bench.repeats; round += 1) {
    bench.say(`${calls} calls, one after the other (${round} of ${bench.repeats})`);
    const { bare, own } = await callInTurns(bench, slipway, { message, calls });
    rounds.push({ p50: median(own) - bare, p99: quantile(own, 0.99) - bare, bare, total: median(own) });
  }
  const bare = median(rounds.map((round) => round.bare));
  return [
    { name: "first token, p50", value: median(rounds.map(({ total }) => total)), unit: "ms", bare },
    { name: "added, p50", value: median(rounds.map(({ p50 }) => p50)), unit: "ms", budget: { atMost: 8 } },
    { name: "added, p99", value: median(rounds.map(({ p99 }) => p99)), unit: "ms", budget: { atMost: 25 } },
  ];
}

async function slowAnswers(bench: Bench, slipway: Slipway): Promise<Figure[]> {
  bench.say(`${slowCalls} calls with slower answers`);
  const { bare, own } = await callInTurns(bench, slipway, { message: slowMessage, calls: slowCalls });
  const value = median(own) - bare;
  return [{ name: "added where the answer streams, p50", value, unit: "ms" }];
}

type CallInTurns = { readonly message: string; readonly calls: number };

/** One call after the other, a bare one before each. */
async function callInTurns(bench: Bench, slipway: Slipway, { message: asked, calls: count }: CallInTurns) {
  const bareCall = bench.models.call([{ role: "user", content: asked }]);
  const pairs = Array.from({ length: count }, () => [bareCall, slipway.invoke({ message: asked })]).flat();
  const result = await bench.load.ask({ kind: "sequence", calls: pairs, timeoutMs });
  requireComplete(result.calls, answerTokens);
  return {
    bare: median(firstTexts(result.calls.filter((_, index) => index % 2 === 0))),
    own: firstTexts(result.calls.filter((_, index) => index % 2 === 1)),
  };
}

/** Run 30 of some sessions beside run 1 of others, each less a bare call with the same history, in turns. */
async function laterRuns(bench: Bench, slipway: Slipway): Promise<Figure[]> {
  bench.say(`${sessions} sessions up to run ${laterRun}`);
  const grown = await Promise.all(Array.from({ length: sessions }, () => growSession(bench, slipway)));
  const rounds: { first: number; later: number }[] = [];
  for (const { sessionId, messages } of grown) {
    const { calls: results } = await bench.load.ask({
      kind: "sequence",
      calls: [
        bench.models.call([{ role: "user", content: message }]),
        slipway.invoke({ message }),
        bench.models.call(messages),
        slipway.invoke({ message, sessionId }),
      ],
      timeoutMs,
    });
    requireComplete(results, answerTokens);
    const [bareFirst = 0, first = 0, bareLater = 0, later = 0] = firstTexts(results);
    rounds.push({ first: first - bareFirst, later: later - bareLater });
  }
  const first = median(rounds.map((round) => round.first));
  const later = median(rounds.map((round) => round.later));
  return [
    { name: `added at run ${laterRun}, p50`, value: later, unit: "ms" },
    { name: `run ${laterRun} : run 1`, value: later / first, unit: "×", budget: { atMost: 1.2 } },
  ];
}

async function growSession(bench: Bench, slipway: Slipway) {
  let sessionId: string | null = null;
  const messages: ChatMessage[] = [];
  for (let run = 1; run < laterRun; run += 1) {
    const { calls: results } = await bench.load.ask({
      kind: "sequence",
      calls: [slipway.invoke({ message, sessionId })],
      timeoutMs,
    });
    requireComplete(results, answerTokens);
    sessionId ??= results[0]?.sessionId ?? null;
    messages.push({ role: "user", content: message });
    messages.push({ role: "assistant", content: results[0]?.text ?? "" });
  }
  messages.push({ role: "user", content: message });
  return { sessionId, messages };
}

function firstTexts(results: readonly CallResult[]): number[] {
  return results.map(({ firstTextMs }) => firstTextMs ?? Number.POSITIVE_INFINITY);
}
